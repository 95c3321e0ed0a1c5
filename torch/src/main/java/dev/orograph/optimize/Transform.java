package dev.orograph.optimize;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * One link of the chain between a gradient and a step: clipping, decay, momentum, scaling. What it remembers between steps
 * is in its {@link #memory}. A chain of transforms is an optimizer: {@link Chain}.
 */
@FunctionalInterface
public interface Transform extends AutoCloseable {
    /**
     * The changed update: the given one, changed in place, or a tensor of its own, which the chain copies before another
     * link may overwrite it.
     *
     * @param update [parameters], may be overwritten
     * @param step where and when; a transform may change {@code step.theta()} too, as decoupled decay does
     */
    Tensor apply(Tensor update, Step step);

    /** What it remembers between steps; nothing by default. */
    default Memory memory() {
        return Memory.NONE;
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
