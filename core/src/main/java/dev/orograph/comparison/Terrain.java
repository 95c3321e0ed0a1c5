package dev.orograph.comparison;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Surface;
import java.util.ArrayList;
import java.util.List;

/** One quantity of a map as a function of the place: linear between neighbouring cells along each axis. */
final class Terrain {
    /** Rays from the centre of a plane: enough that their mean is that of the circle to well below a cell's height. */
    private static final int RAYS = 64;

    private final Grid grid;
    private final double[] values;

    private Terrain(Grid grid, double[] values) {
        this.grid = grid;
        this.values = values;
    }

    /**
     * @throws IllegalArgumentException if there is no such quantity, more than two axes, or the centre 0 lies outside
     */
    static Terrain of(Surface surface, String quantity) {
        var grid = surface.grid();
        if (grid.dimensions() > 2) {
            throw new IllegalArgumentException("flatness is measured on lines and planes, not on a map of "
                    + grid.dimensions() + " axes; compare slices of it");
        }
        var terrain = new Terrain(grid, surface.values(quantity));
        if (!(terrain.reach() > 0)) {
            throw new IllegalArgumentException(
                    "the centre 0 does not lie inside the map, which runs over " + ranges(grid) + "; map around it");
        }
        return terrain;
    }

    private static String ranges(Grid grid) {
        return String.join(" and ", grid.axes().stream().map(Axis::range).toList());
    }

    Grid grid() {
        return grid;
    }

    /** Radius of the largest circle around 0 inside a map; not positive if 0 is not inside. */
    static double reach(Grid grid) {
        return grid.axes().stream()
                .mapToDouble(axis -> Math.min(-axis.min(), axis.max()))
                .min()
                .orElse(0);
    }

    double reach() {
        return reach(grid);
    }

    /** Unit vectors in all directions. */
    List<double[]> rays() {
        if (grid.dimensions() == 1) {
            return List.of(new double[] {1}, new double[] {-1});
        }
        var rays = new ArrayList<double[]>();
        for (int i = 0; i < RAYS; i++) {
            double angle = 2 * Math.PI * i / RAYS;
            rays.add(new double[] {Math.cos(angle), Math.sin(angle)});
        }
        return rays;
    }

    double centre() {
        return at(new double[grid.dimensions()]);
    }

    double along(double[] ray, double distance) {
        var place = new double[ray.length];
        for (int d = 0; d < ray.length; d++) {
            place[d] = distance * ray[d];
        }
        return at(place);
    }

    /** The value at a place inside the map; NaN next to cells without a value. */
    double at(double... place) {
        var at = new double[grid.dimensions()];
        for (int d = 0; d < at.length; d++) {
            at[d] = position(grid.axis(d), place[d]);
        }
        int x = (int) at[0];
        double left = inRow(x, at[0] - x, at.length == 1 ? 0 : (int) at[1]);
        if (at.length == 1 || at[1] == (int) at[1]) {
            return left;
        }
        int y = (int) at[1];
        return mix(left, inRow(x, at[0] - x, y + 1), at[1] - y);
    }

    /** In cells from the first, not beyond the last; snapped to a cell that is nearer than rounding. */
    private static double position(Axis axis, double coordinate) {
        double position = (coordinate - axis.min()) / (axis.max() - axis.min()) * (axis.count() - 1);
        double nearest = Math.rint(position);
        double snapped = Math.abs(position - nearest) < 1e-9 * axis.count() ? nearest : position;
        return Math.max(0, Math.min(axis.count() - 1, snapped));
    }

    private double inRow(int x, double share, int y) {
        double left = value(x, y);
        return share == 0 ? left : mix(left, value(x + 1, y), share);
    }

    private static double mix(double from, double to, double share) {
        return from + share * (to - from);
    }

    double value(int x, int y) {
        return values[y * grid.x().count() + x];
    }
}
