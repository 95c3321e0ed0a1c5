package dev.orograph.figure;

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

    SurfacePath(HeightField heights, Projection projection, PathMark mark) {
        this.heights = heights;
        this.projection = projection;
        this.mark = mark;
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
                mark.paintArrows(canvas, stretch.pixels().toArray(double[][]::new), false);
            }
        }
    }

    /** Start and end, over the stilts. */
    void paintEnds(Canvas canvas) {
        var taken = taken();
        var start = onSurface(taken.get(0));
        if (start != null) {
            mark.paintStart(canvas, start[0], start[1]);
        }
        var end = onSurface(taken.get(taken.size() - 1));
        if (end != null) {
            mark.paintEnd(canvas, end[0], end[1]);
        }
    }

    private List<double[]> taken() {
        return mark.taken(mark.shown() == null ? mark.trajectory().size() - 1 : mark.shown());
    }

    /** The pixel of a point of the plane, or null if the surface has none there. */
    private double @Nullable [] onSurface(double[] point) {
        double x = heights.unitX(point[0]);
        double y = heights.unitY(point[1]);
        double z = heights.heightAt(x, y);
        return Double.isNaN(z) ? null : projection.point(x, y, z + LIFT / 2);
    }

    List<LegendEntry> legend() {
        return mark.entries();
    }

    /** Points of the path that have no place on the surface: outside the field or in a hole. */
    int missing() {
        int missing = 0;
        for (double[] point : mark.taken(mark.trajectory().size() - 1)) {
            missing += onSurface(point) == null ? 1 : 0;
        }
        return missing;
    }

    private List<Stretch> stretches() {
        var stretches = new ArrayList<Stretch>();
        double[] before = null;
        boolean wasSeen = false;
        for (double[] point : samples()) {
            double z = heights.heightAt(point[0], point[1]);
            if (Double.isNaN(z)) {
                before = null;
                continue;
            }
            boolean isSeen = heights.isSeen(projection, point[0], point[1], z + LIFT);
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
    private List<double[]> samples() {
        var samples = new ArrayList<double[]>();
        for (double[] inPlane : taken()) {
            double[] point = {heights.unitX(inPlane[0]), heights.unitY(inPlane[1])};
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
}
