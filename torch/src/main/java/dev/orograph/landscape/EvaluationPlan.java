package dev.orograph.landscape;

import java.util.List;

/**
 * A way to measure cells of one plane, with everything that all workers share: data, directions and what can be
 * computed once for all cells. Immutable after construction; owns what it computed, not the plane or the data.
 */
public interface EvaluationPlan extends AutoCloseable {
    /** Names the way, as recorded with the result, such as {@code combined-first-layer}. */
    String name();

    /** What is measured at each cell, such as {@code train_loss}. */
    List<String> quantities();

    /** Number of axes of the plane. */
    int dimensions();

    /** How many neighbouring cells are best measured together. */
    int tileCells();

    /** A measuring instrument for one thread. */
    CellEvaluator newEvaluator();

    @Override
    default void close() {}
}
