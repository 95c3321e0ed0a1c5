package dev.orograph.landscape;

import dev.orograph.measurement.Grid;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Pieces of work of a survey: groups of cells of one row that are to be measured, in the order of the grid.
 */
final class Tiles {
    private Tiles() {}

    /**
     * Splits the cells into groups of at most {@code size} cells of one row.
     */
    static List<int[]> of(Grid grid, BitSet cells, int size) {
        int width = grid.x().count();
        var tiles = new ArrayList<int[]>();
        var group = new ArrayList<Integer>();
        int row = 0;
        for (int cell = cells.nextSetBit(0); cell >= 0; cell = cells.nextSetBit(cell + 1)) {
            if (cell / width != row || group.size() == size) {
                flush(group, tiles);
                row = cell / width;
            }
            group.add(cell);
        }
        flush(group, tiles);
        return tiles;
    }

    private static void flush(List<Integer> group, List<int[]> tiles) {
        if (!group.isEmpty()) {
            tiles.add(group.stream().mapToInt(Integer::intValue).toArray());
            group.clear();
        }
    }
}
