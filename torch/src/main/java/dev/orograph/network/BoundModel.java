package dev.orograph.network;

import org.bytedeco.pytorch.Tensor;

/** A network at one θ and state, for batch after batch. Belongs to one thread. */
@FunctionalInterface
public interface BoundModel extends AutoCloseable {
    /**
     * The network's output; belongs to the current scope.
     *
     * @param input [batch, …]
     */
    Tensor forward(Tensor input);

    /** Lets go of θ and the state. */
    @Override
    default void close() {}
}
