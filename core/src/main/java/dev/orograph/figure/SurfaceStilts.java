package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plane hides of a trajectory: each checkpoint's projection on the surface, its own loss above or below, and a
 * stilt between the two, dotted where the surface hides it.
 */
final class SurfaceStilts {
    private static final double STEP = 0.02;

    /** A foot is seen where the point just above it is. */
    private static final double FOOT = 0.012;

    /** More than these would stand too close to be told apart. */
    private static final int MOST = 60;

    private final HeightField heights;
    private final Projection projection;
    private final PathMark mark;

    SurfaceStilts(HeightField heights, Projection projection, PathMark mark) {
        this.heights = heights;
        this.projection = projection;
        this.mark = mark;
    }

    /** A stilt in the box: where it stands, its foot on the surface, and its head at the checkpoint's own loss. */
    record Stilt(double x, double y, double foot, double head) {}

    /** The stilts of the points that have been reached; none if the true losses are not known. */
    List<Stilt> stilts() {
        var losses = mark.trajectory().trueLosses().orElse(null);
        var stilts = new ArrayList<Stilt>();
        if (losses == null) {
            return stilts;
        }
        int stride = (losses.length + MOST - 1) / MOST;
        for (int i = 0; i < losses.length; i++) {
            boolean isChosen = i % stride == 0 || i == losses.length - 1;
            var stilt = isChosen && mark.hasReached(i) ? stilt(i, losses[i]) : null;
            if (stilt != null) {
                stilts.add(stilt);
            }
        }
        return stilts;
    }

    private @Nullable Stilt stilt(int point, double loss) {
        double x = heights.unitX(mark.trajectory().x(point));
        double y = heights.unitY(mark.trajectory().y(point));
        double head = heights.heightOf(loss);
        double foot = heights.heightAt(x, y);
        boolean isInside = Math.abs(x) <= 1 && Math.abs(y) <= 1;
        if (Double.isNaN(foot) && isInside) {
            // a hole in the surface: the projection's own loss may be known all the same
            foot = mark.trajectory()
                    .planeLosses()
                    .map(planeLosses -> heights.heightOf(planeLosses[point]))
                    .orElse(Double.NaN);
        }
        return Double.isNaN(head) || Double.isNaN(foot) ? null : new Stilt(x, y, foot, head);
    }

    /** The pixels of a stilt's foot and head. */
    double[][] pixels(Stilt stilt) {
        return new double[][] {
            projection.point(stilt.x, stilt.y, stilt.foot), projection.point(stilt.x, stilt.y, stilt.head)
        };
    }

    void paint(Canvas canvas) {
        var stilts = stilts();
        stilts.forEach(stilt -> paintStilt(canvas, stilt));
        for (var stilt : stilts) {
            var ends = pixels(stilt);
            mark.paintPoint(canvas, ends[0][0], ends[0][1], opacity(stilt, stilt.foot + FOOT));
            paintHead(canvas, ends[1][0], ends[1][1], opacity(stilt, stilt.head));
        }
    }

    private double opacity(Stilt stilt, double height) {
        return heights.isSeen(projection, stilt.x, stilt.y, height) ? 1 : 0.5;
    }

    private void paintStilt(Canvas canvas, Stilt stilt) {
        int steps = Math.max(1, (int) Math.ceil(Math.abs(stilt.head - stilt.foot) / STEP));
        var seen = new PathData();
        var hidden = new PathData();
        for (int i = 0; i < steps; i++) {
            double from = stilt.foot + (stilt.head - stilt.foot) * i / steps;
            double to = stilt.foot + (stilt.head - stilt.foot) * (i + 1) / steps;
            var piece = heights.isSeen(projection, stilt.x, stilt.y, (from + to) / 2) ? seen : hidden;
            piece.polyline(
                    new double[][] {projection.point(stilt.x, stilt.y, from), projection.point(stilt.x, stilt.y, to)});
        }
        canvas.path(hidden, Style.stroke(mark.color(), 1).dashed("1.2 2").opacity(0.7));
        canvas.path(seen, Style.stroke(Rgb.WHITE, 2.6).opacity(0.7));
        canvas.path(seen, Style.stroke(mark.color(), 1.2));
    }

    private void paintHead(Canvas canvas, double x, double y, double opacity) {
        Marker.DIAMOND.paint(
                canvas,
                x,
                y,
                3.4,
                Style.fill(Rgb.WHITE).outlined(mark.color(), 1.3).opacity(opacity));
    }

    List<LegendEntry> legend() {
        if (mark.trajectory().trueLosses().isEmpty()) {
            return List.of();
        }
        return List.of(
                new LegendEntry(
                        "loss in the plane",
                        (canvas, box) -> mark.paintPoint(canvas, box.centerX(), box.centerY(), 1),
                        true),
                new LegendEntry(
                        "true loss",
                        (canvas, box) -> {
                            canvas.segment(
                                    box.centerX(),
                                    box.y() + 2,
                                    box.centerX(),
                                    box.bottom(),
                                    Style.stroke(mark.color(), 1.2));
                            paintHead(canvas, box.centerX(), box.centerY(), 1);
                        },
                        true));
    }

    /** Points whose true loss is known but is NaN, infinite, or has no place on a scale of ratios. */
    int missing() {
        return (int) mark.trajectory().trueLosses().stream()
                .flatMapToDouble(java.util.Arrays::stream)
                .filter(loss -> Double.isNaN(heights.heightOf(loss)))
                .count();
    }
}
