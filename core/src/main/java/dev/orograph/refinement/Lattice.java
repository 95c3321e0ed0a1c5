package dev.orograph.refinement;

import dev.orograph.measurement.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The coarse grid with which a survey begins: nearly equal steps along every axis, with both ends and the middle, and at
 * most a sixteenth of the cells of a plane that is not small.
 */
final class Lattice {
    /** Eleven points along an axis show where the valleys are, and ten steps divide 51 points evenly. */
    private static final int MOST_NODES = 11;

    /** Fewer predict nothing. */
    private static final int FEWEST_NODES = 5;

    /** The share of cells after which a preview is wanted. */
    private static final int PREVIEW = 16;

    private final Grid grid;
    private final int[][] nodes;

    private Lattice(Grid grid, int[][] nodes) {
        this.grid = grid;
        this.nodes = nodes;
    }

    static Lattice of(Grid grid) {
        var counts = new int[grid.dimensions()];
        for (int axis = 0; axis < counts.length; axis++) {
            counts[axis] = Math.min(MOST_NODES, odd(grid.axis(axis).count()));
        }
        for (int axis = densest(grid, counts);
                axis >= 0 && grid.dimensions() > 1 && product(counts) * PREVIEW > grid.cells();
                axis = densest(grid, counts)) {
            counts[axis] -= 2;
        }
        var nodes = new int[counts.length][];
        for (int axis = 0; axis < counts.length; axis++) {
            nodes[axis] = spread(grid.axis(axis).count(), counts[axis]);
        }
        return new Lattice(grid, nodes);
    }

    /** The largest odd number that is not larger, so that the middle is among the nodes; 2 stays 2. */
    private static int odd(int count) {
        return count % 2 == 0 && count > 2 ? count - 1 : count;
    }

    private static long product(int[] counts) {
        long product = 1;
        for (int count : counts) {
            product *= count;
        }
        return product;
    }

    /** The axis with most nodes per point among those that can spare some; −1 if there is none. */
    private static int densest(Grid grid, int[] counts) {
        int densest = -1;
        double most = 0;
        for (int axis = 0; axis < counts.length; axis++) {
            double density = (double) counts[axis] / grid.axis(axis).count();
            if (counts[axis] > FEWEST_NODES && density > most) {
                densest = axis;
                most = density;
            }
        }
        return densest;
    }

    /** Node i of m at index i·(count − 1)/(m − 1), rounded. */
    private static int[] spread(int count, int nodes) {
        long steps = nodes - 1L;
        return IntStream.range(0, nodes)
                .map(node -> Math.toIntExact((node * (count - 1L) + steps / 2) / steps))
                .toArray();
    }

    int[] cells() {
        return cells(grid, nodes);
    }

    /** The boxes between its nodes, which together are the grid. */
    List<Box> boxes() {
        var ends = new int[nodes.length];
        for (int axis = 0; axis < ends.length; axis++) {
            ends[axis] = nodes[axis].length - 1;
        }
        var boxes = new ArrayList<Box>();
        var at = new int[nodes.length];
        do {
            var low = new int[at.length];
            var high = new int[at.length];
            for (int axis = 0; axis < at.length; axis++) {
                low[axis] = nodes[axis][at[axis]];
                high[axis] = nodes[axis][at[axis] + 1];
            }
            boxes.add(new Box(low, high));
        } while (advance(at, ends));
        return boxes;
    }

    /** The cells at every combination of the given ascending indices along each axis, ascending. */
    static int[] cells(Grid grid, int[][] indices) {
        var ends = new int[indices.length];
        int count = 1;
        for (int axis = 0; axis < ends.length; axis++) {
            ends[axis] = indices[axis].length;
            count *= ends[axis];
        }
        var cells = new int[count];
        var position = new int[indices.length];
        var at = new int[indices.length];
        for (int i = 0; i < count; i++) {
            for (int axis = 0; axis < at.length; axis++) {
                at[axis] = indices[axis][position[axis]];
            }
            cells[i] = grid.cell(at);
            advance(position, ends);
        }
        return cells;
    }

    /** Counts on, the first axis fastest; false after the last combination. */
    private static boolean advance(int[] position, int[] ends) {
        for (int axis = 0; axis < position.length; axis++) {
            if (++position[axis] < ends[axis]) {
                return true;
            }
            position[axis] = 0;
        }
        return false;
    }
}
