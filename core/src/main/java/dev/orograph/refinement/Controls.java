package dev.orograph.refinement;

import dev.orograph.measurement.Grid;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/** Chooses cells at which to find out how good the estimates are. */
final class Controls {
    /** A few rows with several cells each instead of cells anywhere, for a row has a cost of its own in fast plans. */
    private static final int ROWS = 6;

    private Controls() {}

    /**
     * Cells with a finite estimate above 0, evenly spread over those that are not in {@code taken}.
     *
     * @param count how many, about; fewer if there are no more
     */
    static BitSet among(Grid grid, BitSet taken, Uncertainty uncertainty, int count) {
        var rows = new TreeMap<Integer, List<Integer>>();
        for (int cell = taken.nextClearBit(0); cell < grid.cells(); cell = taken.nextClearBit(cell + 1)) {
            double estimate = uncertainty.of(cell);
            if (estimate > 0 && Double.isFinite(estimate)) {
                rows.computeIfAbsent(cell / grid.x().count(), row -> new ArrayList<>())
                        .add(cell);
            }
        }
        var chosen = new BitSet();
        var some = spread(List.copyOf(rows.values()), ROWS);
        for (var row : some) {
            spread(row, (count + some.size() - 1) / some.size()).forEach(chosen::set);
        }
        return chosen;
    }

    private static <T> List<T> spread(List<T> all, int most) {
        int count = Math.min(most, all.size());
        var some = new ArrayList<T>();
        for (int i = 0; i < count; i++) {
            some.add(all.get(Quantile.spread(i, count, all.size())));
        }
        return some;
    }
}
