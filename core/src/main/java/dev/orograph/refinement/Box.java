package dev.orograph.refinement;

import dev.orograph.measurement.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A block of cells of a grid, from index {@code low} to {@code high} along each axis, both included. Neighbouring boxes
 * share their common corners and edges. Immutable; compared by identity.
 */
final class Box {
    private final int[] low;
    private final int[] high;

    /** Takes the arrays over. */
    Box(int[] low, int[] high) {
        this.low = low;
        this.high = high;
    }

    /** Whether there are cells between its corners. */
    boolean isDivisible() {
        return IntStream.range(0, low.length).anyMatch(this::isDivisible);
    }

    private boolean isDivisible(int axis) {
        return high[axis] - low[axis] > 1;
    }

    private int middle(int axis) {
        return (low[axis] + high[axis]) >>> 1;
    }

    /** The cell in the middle; on an edge where the box is only one step wide. */
    int centre(Grid grid) {
        return grid.cell(IntStream.range(0, low.length)
                .map(axis -> isDivisible(axis) ? middle(axis) : low[axis])
                .toArray());
    }

    int[] corners(Grid grid) {
        var indices = new int[low.length][];
        for (int axis = 0; axis < indices.length; axis++) {
            indices[axis] = new int[] {low[axis], high[axis]};
        }
        return Lattice.cells(grid, indices);
    }

    /** The corners of all its children. */
    int[] lattice(Grid grid) {
        var indices = new int[low.length][];
        for (int axis = 0; axis < indices.length; axis++) {
            indices[axis] = isDivisible(axis)
                    ? new int[] {low[axis], middle(axis), high[axis]}
                    : new int[] {low[axis], high[axis]};
        }
        return Lattice.cells(grid, indices);
    }

    /** All its cells. */
    int[] cells(Grid grid) {
        var indices = new int[low.length][];
        for (int axis = 0; axis < indices.length; axis++) {
            indices[axis] = IntStream.rangeClosed(low[axis], high[axis]).toArray();
        }
        return Lattice.cells(grid, indices);
    }

    /** The halves along each axis that can be halved, in every combination. */
    List<Box> children() {
        var boxes = List.of(this);
        for (int axis = 0; axis < low.length; axis++) {
            if (isDivisible(axis)) {
                var halves = new ArrayList<Box>();
                for (var box : boxes) {
                    halves.add(box.between(axis, low[axis], middle(axis)));
                    halves.add(box.between(axis, middle(axis), high[axis]));
                }
                boxes = halves;
            }
        }
        return List.copyOf(boxes);
    }

    private Box between(int axis, int from, int to) {
        var newLow = low.clone();
        var newHigh = high.clone();
        newLow[axis] = from;
        newHigh[axis] = to;
        return new Box(newLow, newHigh);
    }
}
