package dev.orograph.refinement;

import dev.orograph.measurement.Grid;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Predicts all quantities of cells from the measured ones. A place whose nearest measured cell is not finite is predicted
 * as that cell; elsewhere only finite cells count, so that NaN and infinities never spread.
 */
final class Predictor {
    private final Grid grid;
    private final List<Treatment> treatments;
    private final double[][] values;
    private final int[] measured;
    private final int[][] places;
    private final boolean[] finite;
    private final boolean isFinite;
    private final Scattered scattered;
    private final double[][] stretched;

    /**
     * @param values by quantity and cell
     * @param known cells whose values count
     */
    Predictor(Grid grid, List<Treatment> treatments, double[][] values, BitSet known) {
        this.grid = grid;
        this.treatments = treatments;
        this.values = values;
        this.measured = known.stream().toArray();
        this.places =
                Arrays.stream(measured).mapToObj(cell -> place(grid, cell)).toArray(int[][]::new);
        this.finite = new boolean[measured.length];
        var finitePlaces = new int[measured.length][];
        this.stretched = new double[treatments.size()][measured.length];
        int count = 0;
        for (int i = 0; i < measured.length; i++) {
            finite[i] = isFinite(treatments, values, measured[i]);
            if (finite[i]) {
                for (int quantity = 0; quantity < stretched.length; quantity++) {
                    stretched[quantity][count] = treatments.get(quantity).stretched(values[quantity][measured[i]]);
                }
                finitePlaces[count++] = places[i];
            }
        }
        this.isFinite = count == measured.length;
        this.scattered = new Scattered(grid.dimensions(), Arrays.copyOf(finitePlaces, count));
    }

    /** Whether every judged quantity of a cell is a finite number. */
    static boolean isFinite(List<Treatment> treatments, double[][] values, int cell) {
        for (int quantity = 0; quantity < values.length; quantity++) {
            if (treatments.get(quantity).isJudged() && !Double.isFinite(values[quantity][cell])) {
                return false;
            }
        }
        return true;
    }

    private static int[] place(Grid grid, int cell) {
        var place = new int[grid.dimensions()];
        Arrays.setAll(place, axis -> grid.index(cell, axis));
        return place;
    }

    /** All quantities of a cell that is not measured. */
    double[] at(int cell) {
        var place = place(grid, cell);
        var result = new double[treatments.size()];
        if (!isFinite) {
            int nearest = nearest(place);
            if (!finite[nearest]) {
                Arrays.setAll(result, quantity -> values[quantity][measured[nearest]]);
                return result;
            }
        }
        var weights = scattered.at(place);
        for (int quantity = 0; quantity < result.length; quantity++) {
            result[quantity] = treatments.get(quantity).relaxed(weights.of(stretched[quantity]));
        }
        return result;
    }

    private int nearest(int[] place) {
        int nearest = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < places.length; i++) {
            long distance = Scattered.squaredDistance(places[i], place);
            if (distance < least) {
                nearest = i;
                least = distance;
            }
        }
        return nearest;
    }
}
