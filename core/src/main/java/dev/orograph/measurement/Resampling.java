package dev.orograph.measurement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** A surface at more points than were measured, for pictures: it shows nothing that was not there before. */
public final class Resampling {
    /** Key of the provenance entry that says from what a surface was resampled, as in {@code cubic from 11x11}. */
    public static final String RESAMPLED = "resampled";

    private Resampling() {}

    /**
     * One quantity at {@code points} points along every axis, by cubic splines along one axis after the other, as
     * SciPy's {@code RectBivariateSpline} interpolates. All cells of the result are {@link Status#INTERPOLATED}. A
     * spline overshoots beside steep slopes.
     *
     * @throws IllegalArgumentException if an axis has fewer than 4 points, {@code points} is less than 2, or a value is
     *     not finite
     */
    public static Surface cubic(Surface surface, String quantity, int points) {
        var grid = surface.grid();
        var values = surface.values(quantity);
        long unknown =
                Arrays.stream(values).filter(value -> !Double.isFinite(value)).count();
        if (unknown > 0) {
            throw new IllegalArgumentException("interpolation needs finite values everywhere, but " + unknown + " of "
                    + values.length + " cells have none of " + quantity + "; leave it out");
        }
        var axes = new ArrayList<Axis>();
        for (var axis : grid.axes()) {
            if (axis.count() < CubicSpline.FEWEST) {
                throw new IllegalArgumentException("cubic interpolation needs at least " + CubicSpline.FEWEST
                        + " points along each axis, but " + axis.name() + " has " + axis.count());
            }
            axes.add(new Axis(axis.name(), axis.min(), axis.max(), points));
        }
        var finer = new Grid(axes);
        int stride = 1;
        for (int d = 0; d < grid.dimensions(); d++) {
            values = along(values, stride, grid.axis(d).count(), points);
            stride *= points;
        }
        var status = new Status[finer.cells()];
        Arrays.fill(status, Status.INTERPOLATED);
        return Surface.of(
                finer,
                Map.of(quantity, values),
                status,
                surface.trust(),
                surface.provenance().with(RESAMPLED, "cubic from " + size(grid)));
    }

    /**
     * The value between the four measured points around {@code (x, y)}; NaN outside or beside a value that is not
     * finite.
     *
     * @throws IllegalArgumentException if the surface is not a plane or has no such quantity
     */
    public static double bilinear(Surface surface, String quantity, double x, double y) {
        var grid = surface.grid();
        if (grid.dimensions() != 2) {
            throw new IllegalArgumentException(
                    "a path lies over a surface of two axes; this one has " + grid.dimensions());
        }
        double column = position(grid.x(), x);
        double row = position(grid.y(), y);
        if (Double.isNaN(column) || Double.isNaN(row)) {
            return Double.NaN;
        }
        int left = Math.min((int) column, grid.x().count() - 2);
        int lower = Math.min((int) row, grid.y().count() - 2);
        double s = column - left;
        double t = row - lower;
        double value = 0;
        for (int corner = 0; corner < 4; corner++) {
            int dx = corner & 1;
            int dy = corner >> 1;
            double weight = (dx == 0 ? 1 - s : s) * (dy == 0 ? 1 - t : t);
            value += weight * surface.value(quantity, grid.cell(left + dx, lower + dy));
        }
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /** Place on an axis in steps from its first point; NaN outside. */
    private static double position(Axis axis, double coordinate) {
        return coordinate >= axis.min() && coordinate <= axis.max()
                ? (coordinate - axis.min()) / (axis.max() - axis.min()) * (axis.count() - 1)
                : Double.NaN;
    }

    /** Replaces one axis, whose points lie {@code stride} apart, by another number of points. */
    private static double[] along(double[] values, int stride, int count, int points) {
        int blocks = values.length / (stride * count);
        var result = new double[blocks * stride * points];
        var line = new double[count];
        for (int block = 0; block < blocks; block++) {
            for (int offset = 0; offset < stride; offset++) {
                for (int i = 0; i < count; i++) {
                    line[i] = values[(block * count + i) * stride + offset];
                }
                var spline = new CubicSpline(line);
                for (int i = 0; i < points; i++) {
                    result[(block * points + i) * stride + offset] = spline.at((count - 1.0) * i / (points - 1));
                }
            }
        }
        return result;
    }

    private static String size(Grid grid) {
        return String.join(
                "x",
                IntStream.range(0, grid.dimensions())
                        .mapToObj(d -> Integer.toString(grid.axis(d).count()))
                        .toList());
    }
}
