package dev.orograph.optimize;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The last link of a chain: changes the parameters by the update. */
@FunctionalInterface
public interface Move extends AutoCloseable {
    /** θ ← θ − η·update. */
    Move DESCENT = (update, step) -> step.theta().sub_(update, new Scalar(step.learningRate()));

    /**
     * Moves {@code step.theta()} in place.
     *
     * @param update [parameters], may be overwritten
     */
    void apply(Tensor update, Step step);

    /** What it remembers between steps; nothing by default. */
    default Memory memory() {
        return Memory.NONE;
    }

    /** The parameters to evaluate, as {@link Optimizer#evaluated} gives them; θ itself by default. */
    default Tensor evaluated(Tensor theta) {
        return theta;
    }

    /** What the last step found out, by name; nothing by default. */
    default Map<String, Double> figures() {
        return Map.of();
    }

    /** Releases what it holds; its memory by default. */
    @Override
    default void close() {
        memory().close();
    }
}
