package dev.orograph.objective;

import dev.orograph.data.DataSet;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.Convolution;
import dev.orograph.network.Mode;
import dev.orograph.network.Model;
import dev.orograph.tensor.Block;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * The mean loss of a network over samples, in blocks of nearly equal size, each weighted by its number of samples; in
 * evaluation mode, batch normalisations {@linkplain Model#folded folded}. Borrows state and samples.
 */
public final class BlockedLoss implements SampleSum {
    /** Blocks come in multiples of this many where there are samples enough, so that a few threads are all at work. */
    private static final int MULTIPLE = 4;

    /** Samples below which splitting a block further does not pay. */
    private static final int LEAST = 32;

    /** Numbers of input in a block, which for images of 28 × 28 are 334 samples; measured in docs/BENCHMARKS.md. */
    private static final long NUMBERS = 1 << 18;

    /** The same for convolutional networks, of which a sample has many more values than its input. */
    private static final long CONVOLUTION_NUMBERS = 1 << 16;

    /** Samples of a block at most. */
    private static final int MOST = 1000;

    /** Samples of a block of large images. */
    private static final int FEWEST = 8;

    private final Model model;
    private final boolean ownsModel;
    private final State state;
    private final Tensor inputs;
    private final Tensor targets;
    private final Loss loss;
    private final long[] bounds;

    private BlockedLoss(
            Model model, boolean ownsModel, State state, Tensor inputs, Tensor targets, Loss loss, long[] bounds) {
        this.model = model;
        this.ownsModel = ownsModel;
        this.state = state;
        this.inputs = inputs;
        this.targets = targets;
        this.loss = loss;
        this.bounds = bounds;
    }

    /**
     * The mean loss over all given samples.
     *
     * @param model borrowed
     * @param state read, never changed
     * @param inputs float32 [samples, …]
     * @param targets int64 labels [samples] or [samples, length], or float32 [samples, outputs]
     * @param most samples of a block at most, at least 1
     * @throws IllegalArgumentException if there are no samples, or not one target for each
     */
    public static BlockedLoss of(Model model, State state, Tensor inputs, Tensor targets, Loss loss, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("blocks of " + most + " samples; need at least 1");
        }
        long samples = inputs.size(0);
        if (samples < 1 || samples != targets.size(0)) {
            throw new IllegalArgumentException(
                    samples + " inputs and " + targets.size(0) + " targets; need as many of both, at least 1");
        }
        return new BlockedLoss(model.folded(), false, state, inputs, targets, loss, bounds(samples, most));
    }

    /**
     * The mean loss over a data set, in blocks of a size that suits derivatives: large enough that the network's work
     * outweighs the pass over θ that each block costs, small enough that its values stay near the processor.
     */
    public static BlockedLoss of(Model model, State state, DataSet data, Loss loss) {
        return of(model, state, data.inputs(), data.targets(), loss, suitableBlock(model, data));
    }

    private static int suitableBlock(Model model, DataSet data) {
        boolean isDear = isConvolutional(model, data);
        long numbers = isDear ? CONVOLUTION_NUMBERS : NUMBERS;
        long samples = numbers / Math.max(1, data.inputShape().elements());
        long shared = isDear ? (data.size() + MULTIPLE - 1) / MULTIPLE : MOST;
        long block = Math.max(isDear ? FEWEST : LEAST, Math.min(Math.min(MOST, shared), samples));
        return (int) Math.min(block, AttentionBlock.most(model));
    }

    /** Whether each sample is much work, beside which the pass over θ is little; images are, unless the layers tell. */
    private static boolean isConvolutional(Model model, DataSet data) {
        return model instanceof ArchitectureModel network
                ? network.program().bindings().stream().anyMatch(binding -> binding.operation() instanceof Convolution)
                : data.inputShape().rank() == 3;
    }

    /** Where blocks begin and end: as few as possible, or a multiple of a few, of equal size but for one sample. */
    private static long[] bounds(long samples, int most) {
        long blocks = (samples + most - 1) / most;
        long even = (blocks + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
        long count = even * LEAST <= samples ? even : blocks;
        var bounds = new long[Math.toIntExact(count + 1)];
        for (int i = 0; i <= count; i++) {
            bounds[i] = samples * i / count;
        }
        return bounds;
    }

    @Override
    public long size() {
        return model.layout().elements();
    }

    @Override
    public int terms() {
        return bounds.length - 1;
    }

    private long samples(int term) {
        return bounds[term + 1] - bounds[term];
    }

    @Override
    public double weight(int term) {
        return (double) samples(term) / bounds[terms()];
    }

    @Override
    public Loss loss() {
        return loss;
    }

    @Override
    public Tensor outputs(Tensor theta, int term) {
        try (var scope = new PointerScope()) {
            var input = inputs.narrow(0, bounds[term], samples(term)).to(theta.scalar_type());
            return Tensors.keep(model.forward(theta, state, input, Mode.EVALUATION));
        }
    }

    @Override
    public Tensor targets(int term) {
        return targets.narrow(0, bounds[term], samples(term));
    }

    @Override
    public long firstSample(int term) {
        return bounds[term];
    }

    @Override
    public Tensor value(Tensor theta, int term) {
        try (var scope = new PointerScope()) {
            return Tensors.keep(loss.mean(outputs(theta, term), targets(term)));
        }
    }

    @Override
    public String nameOf(long element) {
        return model.layout().blocks().stream()
                .filter(block -> element < block.end())
                .map(Block::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "element " + element + " is none of the network's " + size() + " parameters"));
    }

    @Override
    public BlockedLoss forOtherThread() {
        return new BlockedLoss(model.forOtherThread(), true, state, inputs, targets, loss, bounds);
    }

    /** Sizes of the blocks of samples. */
    List<Long> blockSizes() {
        var sizes = new ArrayList<Long>();
        for (int term = 0; term < terms(); term++) {
            sizes.add(samples(term));
        }
        return sizes;
    }

    /** Closes what {@link #forOtherThread} made; does nothing otherwise. */
    @Override
    public void close() {
        if (ownsModel) {
            model.close();
        }
    }
}
