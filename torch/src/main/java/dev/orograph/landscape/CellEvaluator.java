package dev.orograph.landscape;

/** Measures cells of a plane; made and used by one thread. */
public interface CellEvaluator extends AutoCloseable {
    /**
     * Measures the given points. The values of a point do not depend on which other points are asked for with it.
     *
     * @param coordinates one row per point: α, and β on a plane
     * @return one row per point, in the order of {@link EvaluationPlan#quantities}
     */
    double[][] evaluate(double[][] coordinates);

    @Override
    default void close() {}
}
