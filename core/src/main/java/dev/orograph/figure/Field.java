package dev.orograph.figure;

import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * One quantity over a rectangular grid of points, as marks consume it. Immutable. NaN, infinite and missing values are
 * kept and drawn as what they are.
 */
public final class Field {
    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final CellKind[] kinds;
    private final BitSet interpolated = new BitSet();

    private Field(double[] x, double[] y, double[] z, CellKind[] kinds) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.kinds = kinds;
    }

    /**
     * The values {@code z[iy * x.length + ix]} at the points {@code (x[ix], y[iy])}.
     *
     * @param x ascending and finite, at least 2
     * @param y ascending and finite, at least 2
     * @throws IllegalArgumentException if the shapes disagree or coordinates do not ascend
     */
    public static Field of(double[] x, double[] y, double[] z) {
        if (z.length != x.length * y.length) {
            throw new IllegalArgumentException(
                    z.length + " values for a field of " + x.length + " by " + y.length + " points");
        }
        requireAscending("x", x);
        requireAscending("y", y);
        var kinds = new CellKind[z.length];
        for (int i = 0; i < z.length; i++) {
            kinds[i] = CellKind.of(z[i]);
        }
        return new Field(x.clone(), y.clone(), z.clone(), kinds);
    }

    /**
     * A quantity of a surface over a plane; cells that are neither computed nor interpolated are missing.
     *
     * @throws IllegalArgumentException if the surface is not two-dimensional or has no such quantity
     */
    public static Field of(Surface surface, String quantity) {
        if (surface.grid().dimensions() != 2) {
            throw new IllegalArgumentException("a surface with "
                    + surface.grid().dimensions() + " axes has no contours; give one with 2 axes, or draw it as lines");
        }
        var field = of(surface.grid().x().coordinates(), surface.grid().y().coordinates(), surface.values(quantity));
        for (int cell = 0; cell < field.kinds.length; cell++) {
            if (!surface.status(cell).hasValues()) {
                field.kinds[cell] = CellKind.MISSING;
            }
            field.interpolated.set(cell, surface.status(cell) == Status.INTERPOLATED);
        }
        return field;
    }

    private static void requireAscending(String axis, double[] values) {
        boolean ascending = values.length >= 2 && Double.isFinite(values[0]);
        for (int i = 1; i < values.length; i++) {
            ascending &= Double.isFinite(values[i]) && values[i] > values[i - 1];
        }
        if (!ascending) {
            throw new IllegalArgumentException(
                    "the " + axis + " coordinates of a field must be at least 2 finite ascending numbers");
        }
    }

    int width() {
        return x.length;
    }

    int height() {
        return y.length;
    }

    double x(int column) {
        return x[column];
    }

    double y(int row) {
        return y[row];
    }

    double z(int column, int row) {
        return z[row * x.length + column];
    }

    CellKind kind(int column, int row) {
        return kinds[row * x.length + column];
    }

    /** Whether any value was predicted rather than measured. */
    boolean hasInterpolated() {
        return !interpolated.isEmpty();
    }

    /** Whether there is a value that was measured. */
    boolean isMeasured(int column, int row) {
        return kind(column, row) != CellKind.MISSING && !interpolated.get(row * x.length + column);
    }

    /** Whether all four corners of the square right and above of a point are finite. */
    boolean isFiniteSquare(int column, int row) {
        return kind(column, row) == CellKind.FINITE
                && kind(column + 1, row) == CellKind.FINITE
                && kind(column, row + 1) == CellKind.FINITE
                && kind(column + 1, row + 1) == CellKind.FINITE;
    }

    /** Whether a point is finite but none of the squares around it is. */
    boolean isIsolated(int column, int row) {
        if (kind(column, row) != CellKind.FINITE) {
            return false;
        }
        for (int left = Math.max(0, column - 1); left <= Math.min(column, x.length - 2); left++) {
            for (int lower = Math.max(0, row - 1); lower <= Math.min(row, y.length - 2); lower++) {
                if (isFiniteSquare(left, lower)) {
                    return false;
                }
            }
        }
        return true;
    }

    Range xRange() {
        return new Range(x[0], x[x.length - 1]);
    }

    Range yRange() {
        return new Range(y[0], y[y.length - 1]);
    }

    /** The span of the finite values, or null if there are none. */
    @Nullable
    Range zRange() {
        return Range.of(z);
    }

    DoubleStream finiteValues() {
        return Arrays.stream(z).filter(Double::isFinite);
    }

    /** The span of the positive finite values, or null if there are none. */
    @Nullable
    Range positiveRange() {
        return Range.ofPositive(z);
    }

    /** The kinds that occur, other than finite. */
    Set<CellKind> specialKinds() {
        var found = EnumSet.noneOf(CellKind.class);
        for (var kind : kinds) {
            found.add(kind);
        }
        found.remove(CellKind.FINITE);
        return found;
    }

    /** The points that are not finite, as rows of x and y. */
    List<double[]> specialPoints() {
        var points = new ArrayList<double[]>();
        for (int cell = 0; cell < kinds.length; cell++) {
            if (kinds[cell] != CellKind.FINITE) {
                points.add(new double[] {x[cell % x.length], y[cell / x.length]});
            }
        }
        return points;
    }

    int count(CellKind wanted) {
        int count = 0;
        for (var kind : kinds) {
            count += kind == wanted ? 1 : 0;
        }
        return count;
    }

    /** The value between the four points around {@code (px, py)}, bilinear; NaN outside or beside a non-finite point. */
    double interpolated(double px, double py) {
        int column = interval(x, px);
        int row = interval(y, py);
        if (column < 0 || row < 0 || !isFiniteSquare(column, row)) {
            return Double.NaN;
        }
        double s = (px - x[column]) / (x[column + 1] - x[column]);
        double t = (py - y[row]) / (y[row + 1] - y[row]);
        double lower = (1 - s) * z(column, row) + s * z(column + 1, row);
        double upper = (1 - s) * z(column, row + 1) + s * z(column + 1, row + 1);
        return (1 - t) * lower + t * upper;
    }

    /** Index of the interval that holds {@code value}, or −1 outside. */
    private static int interval(double[] coordinates, double value) {
        int last = coordinates.length - 1;
        if (!(value >= coordinates[0]) || !(value <= coordinates[last])) {
            return -1;
        }
        int found = Arrays.binarySearch(coordinates, value);
        return Math.min(last - 1, found >= 0 ? found : -found - 2);
    }
}
