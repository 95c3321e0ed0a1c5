package dev.orograph.landscape;

import dev.orograph.objective.Loss;
import dev.orograph.tensor.Tensors;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Sums of one cell over the sample blocks of one set, in double. */
final class Tally {
    private final @Nullable BlockObserver observer;
    private double loss;
    private double correct;
    private int samples;
    private float[] floats = new float[0];
    private double[] doubles = new double[0];

    /** Adds up, and nothing else. */
    Tally() {
        this(null);
    }

    /**
     * @param observer sees each sample; null for nobody
     */
    Tally(@Nullable BlockObserver observer) {
        this.observer = observer;
    }

    /**
     * Adds the losses of one block.
     *
     * @param losses [samples of the block], or their negatives
     * @param sign 1, or −1 for negatives
     * @param start first sample of the block in the set
     * @return their sum
     */
    double addLosses(Tensor losses, int sign, int start) {
        double sum = observer == null
                ? sign * losses.sum(new ScalarTypeOptional(ScalarType.Double)).item_double()
                : observe(observer, losses, sign, start);
        loss += sum;
        samples += Math.toIntExact(losses.numel());
        return sum;
    }

    private double observe(BlockObserver watching, Tensor losses, int sign, int start) {
        int size = Math.toIntExact(losses.numel());
        read(losses, size);
        double sum = 0;
        for (int i = 0; i < size; i++) {
            doubles[i] *= sign;
            sum += doubles[i];
        }
        watching.losses(doubles, size, start);
        return sum;
    }

    private void read(Tensor losses, int size) {
        if (losses.scalar_type().value != ScalarType.Float.value) {
            doubles = Tensors.toDoubles(losses);
            return;
        }
        if (floats.length < size) {
            floats = new float[size];
            doubles = new double[size];
        }
        losses.data_ptr_float().get(floats, 0, size);
        for (int i = 0; i < size; i++) {
            doubles[i] = floats[i];
        }
    }

    /** Adds how many of the block whose losses were added last are classified correctly. */
    void addCorrect(double count, int start) {
        correct += count;
        if (observer != null) {
            observer.correct(count, start);
        }
    }

    /**
     * Adds one block.
     *
     * @param output [samples of the block, …]
     * @param start first sample of the block in the set
     */
    void add(Loss measure, Tensor output, SampleSet set, int start) {
        var target = set.targets().narrow(0, start, output.size(0));
        addLosses(measure.perSample(output, target).contiguous(), 1, start);
        addCorrect(set.hasAccuracy() ? Loss.correct(output, target).item_double() : 0, start);
    }

    /** Sum of all losses. */
    double loss() {
        return loss;
    }

    /** Number of samples that are classified correctly. */
    double correct() {
        return correct;
    }

    /** Number of samples so far. */
    int samples() {
        return samples;
    }
}
