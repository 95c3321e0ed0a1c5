package dev.orograph.optimize;

import dev.orograph.array.NamedArrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** A running optimizer: a rule and what it remembers. Owns its memory; belongs to one thread. */
public interface Optimizer extends AutoCloseable {
    /**
     * Moves {@code theta} one step, in place.
     *
     * @param function asked at least once; the result of the first time, whose gradient may have been overwritten, is
     *     handed back and belongs to the current scope
     * @param theta [parameters]
     * @param learningRate η of this step
     */
    Evaluation step(LossFunction function, Tensor theta, double learningRate);

    /**
     * The parameters to evaluate, to keep and to map, where they are not those that move: the average of a schedule-free
     * optimizer. By default {@code theta} itself; otherwise a tensor that belongs to the current scope.
     *
     * @param theta [parameters], as the last step left it
     */
    default Tensor evaluated(Tensor theta) {
        return theta;
    }

    /** What the last step found out, by name, to be recorded beside its loss; empty before the first. */
    default Map<String, Double> figures() {
        return Map.of();
    }

    /** Copies out all that it remembers; with {@link #restore} it goes on exactly as if nothing had happened. */
    NamedArrays state();

    /**
     * Takes over what {@link #state} gave.
     *
     * @throws IllegalArgumentException if a block is missing or has another size
     */
    void restore(NamedArrays state);

    @Override
    void close();
}
