package dev.orograph.measurement;

import dev.orograph.provenance.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Quantities measured at the cells of a grid, such as {@code train_loss} and {@code train_acc}. Immutable: arrays are
 * copied in and out.
 *
 * <p>Losses are means over samples; accuracies are in percent. Values of cells that are neither
 * {@link Status#COMPUTED} nor {@link Status#INTERPOLATED} are NaN.
 */
public final class Surface {
    /** Key of the provenance entry that says where a slice was cut, as in {@code z = 0.5}. */
    public static final String SLICE = "slice";

    private final Grid grid;
    private final Map<String, double[]> quantities;
    private final Status[] status;
    private final Trust trust;
    private final Provenance provenance;

    private Surface(Grid grid, Map<String, double[]> quantities, Status[] status, Trust trust, Provenance provenance) {
        this.grid = grid;
        this.quantities = quantities;
        this.status = status;
        this.trust = trust;
        this.provenance = provenance;
    }

    /**
     * A surface with the given values per cell, in the order of {@link Grid}.
     *
     * @throws IllegalArgumentException if an array's length is not the number of cells
     */
    public static Surface of(
            Grid grid, Map<String, double[]> quantities, Status[] status, Trust trust, Provenance provenance) {
        if (status.length != grid.cells()) {
            throw new IllegalArgumentException(status.length + " states for " + grid.cells() + " cells");
        }
        var copies = new LinkedHashMap<String, double[]>();
        quantities.forEach((name, values) -> {
            if (values.length != grid.cells()) {
                throw new IllegalArgumentException(
                        "quantity " + name + " has " + values.length + " values for " + grid.cells() + " cells");
            }
            var copy = values.clone();
            for (int cell = 0; cell < copy.length; cell++) {
                if (!status[cell].hasValues()) {
                    copy[cell] = Double.NaN;
                }
            }
            copies.put(name, copy);
        });
        return new Surface(grid, copies, status.clone(), trust, provenance);
    }

    /** A surface all of whose cells are computed. */
    public static Surface complete(Grid grid, Map<String, double[]> quantities, Provenance provenance) {
        var status = new Status[grid.cells()];
        Arrays.fill(status, Status.COMPUTED);
        return of(grid, quantities, status, Trust.NONE, provenance);
    }

    /** Returns a copy that was made from something else. */
    public Surface withProvenance(Provenance newProvenance) {
        return new Surface(grid, quantities, status, trust, newProvenance);
    }

    /**
     * Returns a copy with other values of one quantity.
     *
     * @throws IllegalArgumentException if there is no such quantity or their number is not that of the cells
     */
    public Surface withValues(String quantity, double[] values) {
        stored(quantity);
        var copies = new LinkedHashMap<>(quantities);
        copies.put(quantity, values);
        return of(grid, copies, status, trust, provenance);
    }

    /**
     * Returns a copy with other quantities.
     *
     * @throws IllegalArgumentException if the number of values of one is not that of the cells
     */
    public Surface withQuantities(Map<String, double[]> others) {
        return of(grid, others, status, trust, provenance);
    }

    /**
     * The cells at one point of one axis, as a surface of one axis less. Its provenance says which slice it is; of the
     * trust figures it keeps those of the whole but the shares of cells.
     *
     * @param dimension the axis that is given up, x being 0
     * @param index the point on it
     * @throws IllegalArgumentException if the surface is a line or has no such axis or point
     */
    public Surface slice(int dimension, int index) {
        if (grid.dimensions() < 2 || dimension < 0 || dimension >= grid.dimensions()) {
            throw new IllegalArgumentException("a surface of " + grid.dimensions() + " axes has no slice across axis "
                    + dimension + "; give an axis from 0 on, of a surface with at least two");
        }
        var given = grid.axis(dimension);
        if (index < 0 || index >= given.count()) {
            throw new IllegalArgumentException(
                    "axis " + given.name() + " has no point " + index + "; give 0 to " + (given.count() - 1));
        }
        var axes = new ArrayList<>(grid.axes());
        axes.remove(dimension);
        var kept = new Grid(axes);
        int[] cells = IntStream.range(0, grid.cells())
                .filter(cell -> grid.index(cell, dimension) == index)
                .toArray();
        var values = new LinkedHashMap<String, double[]>();
        quantities.forEach((name, all) -> values.put(
                name, Arrays.stream(cells).mapToDouble(cell -> all[cell]).toArray()));
        var states = Arrays.stream(cells).mapToObj(cell -> status[cell]).toArray(Status[]::new);
        var place = given.name() + " = " + given.coordinate(index);
        var earlier = provenance.entries().get(SLICE);
        return new Surface(
                kept,
                values,
                states,
                trust.without(name -> name.startsWith("share_")),
                provenance.with(SLICE, earlier == null ? place : earlier + ", " + place));
    }

    public Grid grid() {
        return grid;
    }

    /** Names of the quantities, in the order in which they were given. */
    public Set<String> quantityNames() {
        return Collections.unmodifiableSet(quantities.keySet());
    }

    public boolean has(String quantity) {
        return quantities.containsKey(quantity);
    }

    /**
     * All values of a quantity, in the order of {@link Grid}; a new array.
     *
     * @throws IllegalArgumentException if there is no such quantity
     */
    public double[] values(String quantity) {
        return stored(quantity).clone();
    }

    public double value(String quantity, int cell) {
        return stored(quantity)[cell];
    }

    /** Values as rows, {@code rows[iy][ix]}; a single row for a line. */
    public double[][] rows(String quantity) {
        var flat = stored(quantity);
        int width = grid.x().count();
        var rows = new double[flat.length / width][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.copyOfRange(flat, row * width, (row + 1) * width);
        }
        return rows;
    }

    private double[] stored(String quantity) {
        var values = quantities.get(quantity);
        if (values == null) {
            throw new IllegalArgumentException(
                    "the surface has no quantity '" + quantity + "'; it has " + String.join(", ", quantities.keySet()));
        }
        return values;
    }

    public Status status(int cell) {
        return status[cell];
    }

    /** Number of cells in the given state. */
    public int count(Status wanted) {
        int count = 0;
        for (var state : status) {
            if (state == wanted) {
                count++;
            }
        }
        return count;
    }

    /** Number of cells whose values mean something: the computed and the interpolated ones. */
    public int knownCells() {
        return count(Status.COMPUTED) + count(Status.INTERPOLATED);
    }

    public Trust trust() {
        return trust;
    }

    public Provenance provenance() {
        return provenance;
    }
}
