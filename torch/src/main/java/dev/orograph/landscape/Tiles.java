package dev.orograph.landscape;

import dev.orograph.measurement.Grid;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Pieces of work of a survey: runs of cells of one row that are still to be measured, in the order of the grid.
 */
final class Tiles {
    private Tiles() {}

    /**
     * Splits the cells that are not in {@code done} into runs of at most {@code size} cells of one row.
     */
    static List<int[]> of(Grid grid, BitSet done, int size) {
        int width = grid.x().count();
        var tiles = new ArrayList<int[]>();
        var run = new ArrayList<Integer>();
        for (int cell = 0; cell < grid.cells(); cell++) {
            if (!run.isEmpty() && (cell % width == 0 || run.size() == size)) {
                flush(run, tiles);
            }
            if (!done.get(cell)) {
                run.add(cell);
            }
        }
        flush(run, tiles);
        return tiles;
    }

    private static void flush(List<Integer> run, List<int[]> tiles) {
        if (!run.isEmpty()) {
            tiles.add(run.stream().mapToInt(Integer::intValue).toArray());
            run.clear();
        }
    }
}
