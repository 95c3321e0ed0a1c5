package dev.orograph.refinement;

import dev.orograph.measurement.Grid;

/**
 * A box of the present subdivision, whose corners are measured. Compared by its box.
 *
 * @param isProbed whether its centre needs no look of its own before it is divided
 * @param error of the predictions in it that were made before measuring; infinite before any, and where some corners are
 *     finite and others not
 */
record Leaf(Box box, boolean isProbed, double error) {
    /** Boxes whose error is so many times too large are divided without another look at their centre. */
    private static final double STEEP = 10;

    /** Whether refining it begins with its centre alone, which may show that this is enough. */
    boolean isProbedFirst(Tolerance tolerance) {
        return !isProbed && (error <= STEEP * tolerance.most() || Double.isInfinite(error));
    }

    /** The cells that refining it needs. */
    int[] cells(Grid grid, Tolerance tolerance) {
        return isProbedFirst(tolerance) ? new int[] {box.centre(grid)} : box.lattice(grid);
    }
}
