package dev.orograph.landscape;

import java.util.concurrent.CancellationException;

/** Measures cells of a plane; made and used by one thread. */
public interface CellEvaluator extends AutoCloseable {
    /**
     * Measures the given points. The values of a point do not depend on which other points are asked for with it.
     *
     * @param coordinates one row per point: α, and β on a plane
     * @return one row per point, in the order of {@link EvaluationPlan#quantities}
     * @throws CancellationException if the thread is interrupted before all is measured
     */
    double[][] evaluate(double[][] coordinates);

    /** What an evaluation that takes long asks between blocks of samples. */
    static void throwIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted while cells were measured");
        }
    }

    @Override
    default void close() {}
}
