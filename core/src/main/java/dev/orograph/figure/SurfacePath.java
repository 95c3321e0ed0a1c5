package dev.orograph.figure;

import dev.orograph.measurement.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path lifted onto a surface: solid where it is seen, faintly dotted where the surface hides it. */
final class SurfacePath {
    private static final double LIFT = 0.012;
    private static final double STEP = 0.012;

    private final HeightField heights;
    private final Projection projection;
    private final PathMark mark;

    SurfacePath(HeightField heights, Projection projection, Path path) {
        this.heights = heights;
        this.projection = projection;
        this.mark = PathMark.of(path);
    }

    /** One stretch that is wholly seen or wholly hidden, in pixels. */
    private record Stretch(boolean isSeen, List<double[]> pixels) {}

    void paint(Canvas canvas) {
        var stretches = stretches();
        for (var stretch : stretches) {
            if (!stretch.isSeen()) {
                canvas.path(
                        new PathData().polyline(stretch.pixels().toArray(double[][]::new)),
                        Style.stroke(mark.color(), 1.3).dashed("1.5 3").opacity(0.75));
            }
        }
        for (var stretch : stretches) {
            if (stretch.isSeen()) {
                mark.paintLine(canvas, stretch.pixels().toArray(double[][]::new));
            }
        }
        for (var stretch : stretches) {
            if (stretch.isSeen()) {
                mark.paintArrows(canvas, stretch.pixels().toArray(double[][]::new));
            }
        }
        var start = onSurface(0);
        if (start != null) {
            mark.paintStart(canvas, start[0], start[1]);
        }
        var end = onSurface(mark.path().size() - 1);
        if (end != null) {
            mark.paintEnd(canvas, end[0], end[1]);
        }
    }

    /** The pixel of one point of the path, or null if the surface has none there. */
    private double @Nullable [] onSurface(int point) {
        double x = heights.unitX(mark.path().x(point));
        double y = heights.unitY(mark.path().y(point));
        double z = heights.heightAt(x, y);
        return Double.isNaN(z) ? null : projection.point(x, y, z + LIFT / 2);
    }

    List<LegendEntry> legend() {
        return mark.entries();
    }

    /** Points of the path that have no place on the surface: outside the field or in a hole. */
    int missing() {
        int missing = 0;
        for (int i = 0; i < mark.path().size(); i++) {
            missing += onSurface(i) == null ? 1 : 0;
        }
        return missing;
    }

    private List<Stretch> stretches() {
        var stretches = new ArrayList<Stretch>();
        var path = mark.path();
        double[] before = null;
        boolean wasSeen = false;
        for (double[] point : samples(path)) {
            double z = heights.heightAt(point[0], point[1]);
            if (Double.isNaN(z)) {
                before = null;
                continue;
            }
            boolean isSeen = isSeen(point[0], point[1], z + LIFT);
            var pixel = projection.point(point[0], point[1], z + LIFT / 2);
            if (before == null || isSeen != wasSeen) {
                var pixels = new ArrayList<double[]>();
                pixels.add(before == null ? pixel : before);
                stretches.add(new Stretch(isSeen, pixels));
            }
            stretches.get(stretches.size() - 1).pixels().add(pixel);
            before = pixel;
            wasSeen = isSeen;
        }
        return stretches;
    }

    /** The path in the units of the box, with points close enough to follow the surface. */
    private List<double[]> samples(Path path) {
        var samples = new ArrayList<double[]>();
        for (int i = 0; i < path.size(); i++) {
            double[] point = {heights.unitX(path.x(i)), heights.unitY(path.y(i))};
            double[] previous = samples.isEmpty() ? point : samples.get(samples.size() - 1);
            if (Double.isFinite(Polyline.distance(previous, point)) && Polyline.distance(previous, point) > 0) {
                var piece = Polyline.sampled(new double[][] {previous, point}, STEP);
                samples.addAll(piece.subList(1, piece.size()));
            } else {
                samples.add(point);
            }
        }
        return samples;
    }

    /** Whether no part of the surface stands between a point and the viewer. */
    private boolean isSeen(double x, double y, double z) {
        double[] ray = projection.ray(x, y, z);
        for (double along = 0.03; ; along += 0.02) {
            double px = x + along * ray[0];
            double py = y + along * ray[1];
            double pz = z + along * ray[2];
            if (pz > Projection.HEIGHT || Math.abs(px) > 1 || Math.abs(py) > 1) {
                return true;
            }
            if (heights.heightAt(px, py) > pz) {
                return false;
            }
        }
    }
}
