package dev.orograph.objective;

import dev.orograph.data.DataSet;
import dev.orograph.network.Mode;
import dev.orograph.network.Model;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The mean loss of a network over a data set as a function of its flat parameter vector, in evaluation mode. Every batch
 * counts by its number of samples and sums are kept in double, so the result does not depend on the batch size beyond
 * rounding. A loss that is NaN or infinite is a result like any other.
 *
 * <p>The parameter vector may be float32, float64 or bfloat16; inputs are converted to its type batch by batch. Borrows
 * everything it is made of and closes none of it; belongs to one thread, but several objectives may share the tensors.
 */
public final class Objective {
    /** Numbers of input per batch: about 300 small images, or 85 of three channels. */
    private static final long BATCH_ELEMENTS = 1 << 18;

    private static final long SMALLEST_BATCH = 16;
    private static final long LARGEST_BATCH = 2000;

    private final Model model;
    private final State state;
    private final Tensor inputs;
    private final Tensor targets;
    private final Loss loss;
    private final long batchSize;
    private final long samples;

    private Objective(Model model, State state, Tensor inputs, Tensor targets, Loss loss, int batchSize) {
        this.model = model;
        this.state = state;
        this.inputs = inputs;
        this.targets = targets;
        this.loss = loss;
        this.batchSize = batchSize;
        this.samples = inputs.size(0);
    }

    /**
     * The objective over all given samples.
     *
     * @param state read, never changed
     * @param inputs float32 [samples, …]
     * @param targets int64 labels [samples] or [samples, length], or float32 [samples, outputs]
     * @param batchSize samples per forward pass, at least 1
     * @throws IllegalArgumentException if there are no samples, or not one target for each
     */
    public static Objective of(Model model, State state, Tensor inputs, Tensor targets, Loss loss, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size " + batchSize + " must be at least 1");
        }
        if (inputs.size(0) < 1 || inputs.size(0) != targets.size(0)) {
            throw new IllegalArgumentException(
                    inputs.size(0) + " inputs and " + targets.size(0) + " targets; need as many of both, at least 1");
        }
        return new Objective(model, state, inputs, targets, loss, batchSize);
    }

    /**
     * The objective over a data set, in batches that stay in the processor's cache.
     *
     * @param data borrowed
     */
    public static Objective of(Model model, State state, DataSet data, Loss loss) {
        long batchSize = Math.max(
                SMALLEST_BATCH, BATCH_ELEMENTS / Math.max(1, data.inputShape().elements()));
        long most = Math.min(LARGEST_BATCH, AttentionBlock.most(model));
        return of(model, state, data.inputs(), data.targets(), loss, Math.toIntExact(Math.min(most, batchSize)));
    }

    /** Number of samples it is the mean over. */
    public long samples() {
        return samples;
    }

    /**
     * Loss and accuracy at a point; builds no autograd graph.
     *
     * @param theta [parameters]
     * @throws IllegalArgumentException if the number of elements is not the network's
     */
    public Value value(Tensor theta) {
        requireFlat(theta);
        var sum = new RunningMean();
        for (long start = 0; start < samples; start += batchSize) {
            try (var scope = new PointerScope();
                    var guard = new NoGradGuard()) {
                sum.add(batch(theta, start));
            }
        }
        return sum.value();
    }

    /**
     * Loss, accuracy and gradient at a point.
     *
     * @param theta [parameters], left as it is
     * @throws IllegalArgumentException if the number of elements is not the network's
     */
    public Gradient gradient(Tensor theta) {
        requireFlat(theta);
        var sum = new RunningMean();
        try (var scope = new PointerScope()) {
            var leaf = theta.detach().requires_grad_(true);
            var total = torch.zeros(theta.numel()).to(ScalarType.Double);
            for (long start = 0; start < samples; start += batchSize) {
                try (var inner = new PointerScope()) {
                    var batch = batch(leaf, start);
                    sum.add(batch);
                    var gradient = torch.grad(new TensorVector(batch.mean()), new TensorVector(leaf));
                    total.add_(gradient.get(0), new Scalar((double) batch.samples() / samples));
                }
            }
            return new Gradient(sum.value(), Tensors.keep(total.to(theta.scalar_type())));
        }
    }

    private Batch batch(Tensor theta, long start) {
        long count = Math.min(batchSize, samples - start);
        var target = targets.narrow(0, start, count);
        var input = inputs.narrow(0, start, count).to(theta.scalar_type());
        var output = model.forward(theta, state, input, Mode.EVALUATION);
        return new Batch(loss.mean(output, target), output, target, count);
    }

    private void requireFlat(Tensor theta) {
        long expected = model.layout().elements();
        if (theta.dim() != 1 || theta.size(0) != expected) {
            throw new IllegalArgumentException("a vector of " + theta.numel() + " elements for " + model.description()
                    + ", which has " + expected + " parameters");
        }
    }

    private record Batch(Tensor mean, Tensor output, Tensor target, long samples) {}

    /** Sums over batches, weighted by their sizes. */
    private static final class RunningMean {
        private double loss;
        private double correct;
        private long samples;
        private boolean isClassification;

        void add(Batch batch) {
            loss += batch.mean().item_double() * batch.samples();
            samples += batch.samples();
            isClassification = Loss.isClassification(batch.target());
            if (isClassification) {
                correct += Loss.correct(batch.output(), batch.target()).item_double();
            }
        }

        Value value() {
            var accuracy = isClassification ? OptionalDouble.of(100.0 * correct / samples) : OptionalDouble.empty();
            return new Value(loss / samples, accuracy, samples);
        }
    }
}
