package dev.orograph.landscape;

import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import dev.orograph.progress.Outcome;
import dev.orograph.provenance.Provenance;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;

/** What a survey found, complete or not. */
public final class Measured {
    private final Outcome outcome;
    private final Grid grid;
    private final List<String> quantities;
    private final double[][] values;
    private final BitSet done;
    private final BitSet predicted;

    /**
     * Takes the arrays over.
     *
     * @param values by quantity and cell
     * @param done cells that are measured
     * @param predicted cells that are interpolated
     */
    Measured(Outcome outcome, Grid grid, List<String> quantities, double[][] values, BitSet done, BitSet predicted) {
        this.outcome = outcome;
        this.grid = grid;
        this.quantities = List.copyOf(quantities);
        this.values = values;
        this.done = done;
        this.predicted = predicted;
    }

    /** {@link Outcome#COMPLETED} if every cell is there, measured or interpolated, else {@link Outcome#CANCELLED}. */
    public Outcome outcome() {
        return outcome;
    }

    /** Number of cells that are measured. */
    public int cellsDone() {
        return done.cardinality();
    }

    /** The values as a surface; missing cells are {@link Status#PENDING}. */
    public Surface toSurface(Trust trust, Provenance provenance) {
        var status = new Status[grid.cells()];
        for (int cell = 0; cell < status.length; cell++) {
            status[cell] =
                    done.get(cell) ? Status.COMPUTED : predicted.get(cell) ? Status.INTERPOLATED : Status.PENDING;
        }
        var byName = new LinkedHashMap<String, double[]>();
        for (int i = 0; i < values.length; i++) {
            byName.put(quantities.get(i), values[i]);
        }
        return Surface.of(grid, byName, status, trust, provenance);
    }
}
