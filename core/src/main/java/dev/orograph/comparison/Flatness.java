package dev.orograph.comparison;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Surface;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How flat one map is around its centre 0. A place whose value is NaN or infinite counts as higher than any threshold;
 * a mean over such places is not finite.
 *
 * @param figures every {@link FlatnessFigure}; NaN where the map is too coarse for it
 * @param bounds those that the edge of the map cut off, so that the truth is larger
 */
public record Flatness(Map<FlatnessFigure, Double> figures, Set<FlatnessFigure> bounds) {
    /** Steps in which a ray is searched. */
    private static final int STEPS = 400;

    /** Parts per cell and axis when a sublevel set is measured: on a plane, and on a line. */
    private static final int PARTS_OF_A_PLANE = 12;

    private static final int PARTS_OF_A_LINE = 240;

    /** i² − 2 for i = −2 … 2: the quadratic that is orthogonal to constants and lines on five points. */
    private static final int[] QUADRATIC = {2, -1, -2, -1, 2};

    /** Its square summed over the five points. */
    private static final double QUADRATIC_NORM = 14;

    public Flatness {
        figures = Map.copyOf(figures);
        bounds = Set.copyOf(bounds);
    }

    /**
     * Measures a line or plane.
     *
     * @param quantity such as {@code train_loss}
     * @throws IllegalArgumentException if there is no such quantity, more than two axes, or the radius leaves the map
     */
    public static Flatness of(Surface surface, String quantity, FlatnessSettings settings) {
        var terrain = Terrain.of(surface, quantity);
        if (settings.radius() > terrain.reach() * (1 + 1e-9)) {
            throw new IllegalArgumentException("radius " + settings.radius() + " leaves the map, which reaches to "
                    + terrain.reach() + "; give a smaller radius or a larger map");
        }
        double centre = terrain.centre();
        var figures = new EnumMap<FlatnessFigure, Double>(FlatnessFigure.class);
        var bounds = EnumSet.noneOf(FlatnessFigure.class);
        figures.put(FlatnessFigure.CENTRE_LOSS, centre);
        double threshold = settings.factor() * centre;
        double radii = 0;
        double rises = 0;
        var rays = terrain.rays();
        for (var ray : rays) {
            double radius = radius(terrain, ray, threshold);
            if (Double.isNaN(radius)) {
                bounds.add(FlatnessFigure.RISE_RADIUS);
                radius = terrain.reach();
            }
            radii += radius;
            rises += terrain.along(ray, settings.radius()) - centre;
        }
        figures.put(FlatnessFigure.RISE_RADIUS, radii / rays.size());
        figures.put(FlatnessFigure.MEAN_RISE, rises / rays.size());
        figures.put(FlatnessFigure.CURVATURE, curvature(terrain));
        double level = centre + settings.rise();
        figures.put(FlatnessFigure.SUBLEVEL_VOLUME, volume(terrain, level));
        if (reachesEdge(terrain, level)) {
            bounds.add(FlatnessFigure.SUBLEVEL_VOLUME);
        }
        return new Flatness(figures, bounds);
    }

    public double value(FlatnessFigure figure) {
        return figures.getOrDefault(figure, Double.NaN);
    }

    /** Where a ray first reaches the threshold, NaN if it does not inside the map. */
    private static double radius(Terrain terrain, double[] ray, double threshold) {
        double step = terrain.reach() / STEPS;
        double before = terrain.along(ray, 0);
        if (!(before < threshold)) {
            return 0; // a centre of no loss at all, or of none that is finite
        }
        for (int i = 1; i <= STEPS; i++) {
            double here = terrain.along(ray, i * step);
            if (!(here < threshold)) {
                double share = Double.isFinite(here) ? (threshold - before) / (here - before) : 0;
                return (i - 1 + share) * step;
            }
            before = here;
        }
        return Double.NaN;
    }

    /** NaN if the centre is no cell, or there are fewer than two cells on a side of it. */
    private static double curvature(Terrain terrain) {
        var grid = terrain.grid();
        var centre = new int[] {0, 0};
        for (int d = 0; d < grid.dimensions(); d++) {
            var axis = grid.axis(d);
            centre[d] = (int) Math.rint(-axis.min() / spacing(axis));
            boolean isCell = Math.abs(axis.coordinate(centre[d])) < 1e-6 * spacing(axis);
            if (!isCell || centre[d] < 2 || centre[d] > axis.count() - 3) {
                return Double.NaN;
            }
        }
        if (grid.dimensions() == 1) {
            double sum = 0;
            for (int i = -2; i <= 2; i++) {
                sum += QUADRATIC[i + 2] * terrain.value(centre[0] + i, 0);
            }
            return secondDerivative(sum, 1, grid.x());
        }
        double alongX = 0;
        double alongY = 0;
        for (int j = -2; j <= 2; j++) {
            for (int i = -2; i <= 2; i++) {
                double value = terrain.value(centre[0] + i, centre[1] + j);
                alongX += QUADRATIC[i + 2] * value;
                alongY += QUADRATIC[j + 2] * value;
            }
        }
        return (secondDerivative(alongX, 5, grid.x()) + secondDerivative(alongY, 5, grid.y())) / 2;
    }

    private static double secondDerivative(double sum, int rows, Axis axis) {
        return 2 * sum / (QUADRATIC_NORM * rows) / (spacing(axis) * spacing(axis));
    }

    private static double spacing(Axis axis) {
        return (axis.max() - axis.min()) / (axis.count() - 1);
    }

    private static double volume(Terrain terrain, double level) {
        var grid = terrain.grid();
        var x = grid.x();
        boolean isLine = grid.dimensions() == 1;
        int parts = isLine ? PARTS_OF_A_LINE : PARTS_OF_A_PLANE;
        double stepX = spacing(x) / parts;
        double stepY = isLine ? 1 : spacing(grid.y()) / parts;
        int rows = isLine ? 1 : (grid.y().count() - 1) * parts;
        long below = 0;
        for (int j = 0; j < rows; j++) {
            double y = isLine ? 0 : grid.y().min() + (j + 0.5) * stepY;
            for (int i = 0; i < (x.count() - 1) * parts; i++) {
                double height = terrain.at(x.min() + (i + 0.5) * stepX, y);
                below += height < level ? 1 : 0;
            }
        }
        return below * stepX * stepY;
    }

    private static boolean reachesEdge(Terrain terrain, double level) {
        var grid = terrain.grid();
        for (int cell = 0; cell < grid.cells(); cell++) {
            for (int d = 0; d < grid.dimensions(); d++) {
                int index = grid.index(cell, d);
                boolean isEdge = index == 0 || index == grid.axis(d).count() - 1;
                int row = grid.dimensions() == 1 ? 0 : grid.index(cell, 1);
                if (isEdge && terrain.value(grid.index(cell, 0), row) < level) {
                    return true;
                }
            }
        }
        return false;
    }
}
