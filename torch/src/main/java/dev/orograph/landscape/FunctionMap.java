package dev.orograph.landscape;

import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Surface;
import dev.orograph.objective.FiniteSum;
import dev.orograph.provenance.Provenance;
import dev.orograph.tensor.Tensors;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;

/** The values of a function of two numbers over the whole of a grid, in float64. */
public final class FunctionMap {
    /** The name of the mapped quantity. */
    public static final String LOSS = "loss";

    private FunctionMap() {}

    /**
     * Measures every cell.
     *
     * @param function of two numbers; borrowed
     * @param grid of two axes
     * @param first which of the two numbers runs along x, 0 or 1; the other runs along y
     * @throws IllegalArgumentException if it is a function of more numbers
     */
    public static Surface of(FiniteSum function, Grid grid, int first) {
        if (function.size() != 2 || grid.dimensions() != 2) {
            throw new IllegalArgumentException("a function of " + function.size() + " numbers has no map of "
                    + grid.dimensions() + " axes without directions; only one of 2 numbers over 2 axes");
        }
        var values = new double[grid.cells()];
        for (int cell = 0; cell < values.length; cell++) {
            var place = grid.coordinates(cell);
            values[cell] = value(function, place[first], place[1 - first]);
        }
        return Surface.complete(grid, Map.of(LOSS, values), Provenance.NONE);
    }

    private static double value(FiniteSum function, double... point) {
        try (var scope = new PointerScope()) {
            var theta = Tensors.of(point, point.length);
            double value = 0;
            for (int term = 0; term < function.terms(); term++) {
                value += function.weight(term) * function.value(theta, term).item_double();
            }
            return value;
        }
    }
}
