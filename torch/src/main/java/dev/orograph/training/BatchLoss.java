package dev.orograph.training;

import dev.orograph.curvature.Autograd;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.Convolution;
import dev.orograph.network.Mode;
import dev.orograph.network.Model;
import dev.orograph.objective.Loss;
import dev.orograph.optimize.Evaluation;
import dev.orograph.tensor.Crew;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import dev.orograph.tensor.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * Forward and backward pass of one batch in training mode. Where a network treats every sample alone, each thread takes a
 * part of the batch, single-threaded inside, which scales better than splitting every operation.
 */
final class BatchLoss implements AutoCloseable {
    /** Parameters times samples below which handing a part over takes longer than it saves. */
    private static final long LEAST_WORK = 4_000_000;

    private final Model model;
    private final TrainingRecipe recipe;
    private final State state;
    private final boolean isConvolutional;
    private final Crew crew;

    BatchLoss(Model model, TrainingRecipe recipe, State state) {
        this.model = model;
        this.recipe = recipe;
        this.state = state;
        this.isConvolutional = model instanceof ArchitectureModel network
                && network.program().bindings().stream()
                        .anyMatch(binding -> binding.operation() instanceof Convolution);
        boolean canSplit = model instanceof ArchitectureModel network
                && network.program().treatsSamplesAlone()
                && network.layout().elements() * recipe.batchSize() >= LEAST_WORK;
        this.crew = new Crew(canSplit ? recipe.threads() : 1);
    }

    /**
     * What one batch gave.
     *
     * @param gradient of θ's type, in the current scope
     * @param norm Euclidean norm of the whole gradient
     * @param correct number of samples classified right; empty for regression
     */
    record Result(double loss, Tensor gradient, double norm, OptionalDouble correct, long samples) {
        boolean isFinite() {
            return Double.isFinite(loss) && Double.isFinite(norm);
        }

        Evaluation evaluation() {
            return new Evaluation(loss, gradient);
        }
    }

    /** Loss and gradient at {@code theta}, which is left as it is; batch-norm statistics move on. */
    Result at(Tensor theta, Batches.Batch batch, long step) {
        return at(theta, batch, Mode.training(recipe.seeds().dropout(), step));
    }

    /** The same with the same dropout, but batch-norm statistics stay: for more than one evaluation in a step. */
    Result again(Tensor theta, Batches.Batch batch, long step) {
        return at(theta, batch, repetition(step));
    }

    private Mode repetition(long step) {
        return Mode.repetition(recipe.seeds().dropout(), step);
    }

    private Result at(Tensor theta, Batches.Batch batch, Mode mode) {
        int parts = (int) Math.min(crew.size(), batch.samples());
        if (parts == 1) {
            var part = part(theta, batch, mode, 1);
            return result(part.loss, part.gradient, part.correct, batch);
        }
        var work = new ArrayList<Supplier<Part>>();
        for (int i = 0; i < parts; i++) {
            var piece = batch.part(i, parts);
            work.add(() -> detached(theta, piece, mode, (double) piece.samples() / batch.samples()));
        }
        return sum(inParts(work), batch);
    }

    /** The calling thread's operations run on itself alone meanwhile; what follows, on the whole of θ, is for all threads. */
    private List<Part> inParts(List<Supplier<Part>> work) {
        Threads.useInCurrentThread(1);
        try {
            return crew.run(work);
        } finally {
            Threads.useInCurrentThread(crew.size());
        }
    }

    /**
     * The gradient with labels drawn from what the network predicts; batch-norm statistics stay.
     *
     * @throws IllegalArgumentException if the loss has no probabilities to draw from
     */
    Tensor sampledGradient(Tensor theta, Batches.Batch batch, long step, long seed) {
        if (!recipe.loss().needsLabels()) {
            throw new IllegalArgumentException("labels cannot be drawn for the loss "
                    + recipe.loss().name() + "; choose sophia-h instead of sophia-g, or the loss cross-entropy");
        }
        try (var scope = new PointerScope()) {
            var leaf = theta.detach().requires_grad_(true);
            var output = output(leaf, batch, repetition(step));
            var loss = recipe.loss().mean(output, DrawnLabels.of(output, seed));
            return Tensors.keep(
                    torch.grad(new TensorVector(loss), new TensorVector(leaf)).get(0));
        }
    }

    /** The Hessian of the batch's loss times a vector; batch-norm statistics stay. */
    Tensor hessianProduct(Tensor theta, Batches.Batch batch, long step, Tensor vector) {
        try (var scope = new PointerScope()) {
            var leaf = Autograd.leaf(theta);
            var loss = recipe.loss().mean(output(leaf, batch, repetition(step)), batch.targets());
            return Tensors.keep(Autograd.product(Autograd.differentiable(loss, leaf), leaf, vector));
        }
    }

    /** What a part of a batch adds to loss, gradient and number of samples classified right. */
    private record Part(double loss, Tensor gradient, double correct) {}

    private Tensor output(Tensor leaf, Batches.Batch batch, Mode mode) {
        var type = recipe.precision().scalarType();
        var inputs = batch.inputs().to(type);
        return model.forward(
                leaf.to(type), state, isConvolutional && inputs.dim() == 4 ? channelsLast(inputs) : inputs, mode);
    }

    /**
     * The same images with the channels as their fastest dimension, the order in which convolutions and normalisations are
     * fastest; the layers after keep it. With one channel nothing moves, but the order must be said.
     */
    private static Tensor channelsLast(Tensor images) {
        var sizes = Tensors.shape(images).sizes();
        long channels = sizes[1];
        return images.contiguous(MemoryFormat.ChannelsLast)
                .as_strided(sizes, channels * sizes[2] * sizes[3], 1, channels * sizes[3], channels);
    }

    private Part part(Tensor theta, Batches.Batch batch, Mode mode, double share) {
        var leaf = theta.detach().requires_grad_(true);
        var output = output(leaf, batch, mode);
        var mean = recipe.loss().mean(output, batch.targets());
        // A share of 1 costs nothing; any other is taken off the loss, where it is one number, not off the gradient.
        var loss = share == 1 ? mean : mean.mul(new Scalar(share));
        var gradient =
                torch.grad(new TensorVector(loss), new TensorVector(leaf)).get(0);
        return new Part(loss.item_double(), gradient, correct(output, batch.targets()));
    }

    /** The same with a gradient that belongs to nobody yet. */
    private Part detached(Tensor theta, Batches.Batch batch, Mode mode, double share) {
        try (var scope = new PointerScope()) {
            var part = part(theta, batch, mode, share);
            return new Part(part.loss, Tensors.own(part.gradient), part.correct);
        }
    }

    /** The means over the whole batch; releases the parts, but for the first, whose gradient becomes that of all. */
    private static Result sum(List<Part> parts, Batches.Batch batch) {
        double loss = 0;
        double correct = 0;
        var gradient = new Tensor(parts.get(0).gradient);
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            loss += part.loss;
            correct += part.correct;
            if (i > 0) {
                gradient.add_(part.gradient);
            }
            part.gradient.close();
        }
        return result(loss, gradient, correct, batch);
    }

    private static Result result(double loss, Tensor gradient, double correct, Batches.Batch batch) {
        return new Result(
                loss,
                gradient,
                gradient.norm().item_double(),
                Loss.isClassification(batch.targets()) ? OptionalDouble.of(correct) : OptionalDouble.empty(),
                batch.samples());
    }

    /** 0 for regression. */
    private static double correct(Tensor output, Tensor targets) {
        return Loss.isClassification(targets) ? Loss.correct(output, targets).item_double() : 0;
    }

    @Override
    public void close() {
        crew.close();
    }
}
