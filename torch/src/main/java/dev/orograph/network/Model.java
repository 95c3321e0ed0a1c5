package dev.orograph.network;

import dev.orograph.tensor.Layout;
import dev.orograph.tensor.State;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A network as a function of its flat parameter vector: a built-in architecture or an imported TorchScript module.
 */
public interface Model extends AutoCloseable {
    /** How to name it to a user, such as {@code resnet20} or {@code script:model.pt}. */
    String description();

    /** Which stretch of θ is which block. */
    Layout layout();

    /** A new copy of the state a fresh (built-in) or imported network has; the caller closes it. */
    State initialState();

    /**
     * The network's output, part of θ's autograd graph when θ requires a gradient. The result belongs to the current
     * scope.
     *
     * @param theta [layout().elements()], float32, float64 or bfloat16
     * @param state read in evaluation, updated in place in training
     * @param input [batch, …]
     * @return [batch, classes] or [batch, outputs]
     */
    Tensor forward(Tensor theta, State state, Tensor input, Mode mode);

    /**
     * A model of the same function in evaluation that spends less arithmetic, rounds differently, and is meant for
     * derivatives: batch normalisations are multiplied into the convolutions before them. This itself where there are
     * none. Lives as long as this one.
     */
    default Model folded() {
        return this;
    }

    /**
     * The network at one θ and state, which must live until the result is closed; meanwhile this model must not be used
     * otherwise.
     *
     * @param theta as in {@link #forward}
     * @param isChannelsLast whether the batches come with channels as their fastest dimension, so that weights had better
     *     have the same order; only where the network {@link #runsChannelsLast}
     */
    default BoundModel bind(Tensor theta, State state, Mode mode, boolean isChannelsLast) {
        return input -> forward(theta, state, input, mode);
    }

    /**
     * Whether the network has convolutions and gives the same for images whose fastest dimension is the channels, which
     * convolutions favour.
     *
     * @param samples [batch, …]
     */
    default boolean runsChannelsLast(Tensor samples) {
        return false;
    }

    /**
     * Runs the network as often as it takes until equal inputs of this shape give equal results; nothing where they do
     * from the start.
     *
     * @param input [batch, …]
     */
    default void warmUp(Tensor input) {}

    /**
     * Layers whose output in evaluation is drawn at random, or depends on the other samples of a batch, each as in
     * {@code "head.drop: dropout with training on"}; built-in networks have none.
     */
    default List<String> chance() {
        return List.of();
    }

    /** Operators that have no derivative, or none but 0, so that curvature does not see what they do */
    default List<String> withoutDerivative() {
        return List.of();
    }

    /**
     * A model of the same function that another thread may use at the same time; this one itself if it has no state of
     * its own. Whoever calls this closes the result.
     */
    Model forOtherThread();

    /** Releases native resources; does nothing where there are none. */
    @Override
    default void close() {}
}
