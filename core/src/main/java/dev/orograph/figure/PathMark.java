package dev.orograph.figure;

import dev.orograph.measurement.Path;
import dev.orograph.measurement.Trajectory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way through the plane with its start, its end, arrowheads in its direction, and the names of some of its points.
 * Points that are not finite interrupt it.
 *
 * @param trajectory the points in order
 * @param color of the line
 * @param shown how many steps have been taken, fractions included, or null for a finished way; room is kept for all of it
 */
public record PathMark(
        Trajectory trajectory, Rgb color, @Nullable Double shown) implements Mark {
    private static final Rgb LINE = Rgb.of("c1121f");
    private static final Rgb START = Rgb.of("ffffff");
    private static final Rgb END = Rgb.of("ffd60a");
    private static final double ARROW_EVERY = 80;
    private static final double SPARSE = 14;
    private static final double ROOM_FOR_ARROW = 22;

    /** A dark red line, seen on every colour map by its white border. */
    public static PathMark of(Trajectory trajectory) {
        return new PathMark(trajectory, LINE, null);
    }

    /** The same along a path whose points have no names. */
    public static PathMark of(Path path) {
        var labels = java.util.Collections.nCopies(path.size(), "");
        return of(Trajectory.of(path.name(), labels, path.x(), path.y()));
    }

    @Override
    public @Nullable Range xRange() {
        return Range.of(trajectory.x());
    }

    @Override
    public @Nullable Range yRange(boolean logarithmic) {
        return logarithmic ? Range.ofPositive(trajectory.y()) : Range.of(trajectory.y());
    }

    @Override
    public List<double[]> footprint(PlotFrame frame) {
        var points = new ArrayList<double[]>();
        for (var piece : pieces(frame, end())) {
            points.addAll(Polyline.sampled(piece, 8));
        }
        return points;
    }

    @Override
    public void reserve(PlotFrame frame) {
        for (double[] point : footprint(frame)) {
            frame.reserve(new Box(point[0] - 5, point[1] - 5, 10, 10));
        }
    }

    @Override
    public void placeLabels(PlotFrame frame) {
        for (int point : PathLabels.worthNaming(trajectory.labels())) {
            if (isDrawable(frame, point)) {
                frame.label(
                        trajectory.labels().get(point),
                        frame.pixelX(trajectory.x(point)),
                        frame.pixelY(trajectory.y(point)),
                        hasReached(point));
            }
        }
    }

    /** Whether the point has been passed or is the one just reached. */
    boolean hasReached(int point) {
        return shown == null || point <= shown;
    }

    @Override
    public List<LegendEntry> legend(PlotFrame frame) {
        return entries();
    }

    List<LegendEntry> entries() {
        var entries = new ArrayList<LegendEntry>();
        if (!trajectory.name().isBlank()) {
            entries.add(new LegendEntry(
                    trajectory.name(),
                    (canvas, box) ->
                            paintLine(canvas, new double[][] {{box.x(), box.centerY()}, {box.right(), box.centerY()}
                            })));
        }
        entries.add(new LegendEntry("start", (canvas, box) -> paintStart(canvas, box.centerX(), box.centerY()), true));
        entries.add(new LegendEntry(
                shown == null ? "end" : "now", (canvas, box) -> paintEnd(canvas, box.centerX(), box.centerY()), true));
        return entries;
    }

    @Override
    public void paint(PlotFrame frame) {
        var pieces = pieces(frame, shown == null ? end() : shown);
        boolean isSparse = isSparse(frame);
        for (var piece : pieces) {
            paintLine(frame.canvas(), Polyline.thinned(piece));
        }
        for (var piece : pieces) {
            paintArrows(frame.canvas(), piece, isSparse);
        }
        for (int point = 0; isSparse && point < trajectory.size(); point++) {
            if (hasReached(point) && isDrawable(frame, point)) {
                paintPoint(frame.canvas(), frame.pixelX(trajectory.x(point)), frame.pixelY(trajectory.y(point)), 1);
            }
        }
        if (!pieces.isEmpty()) {
            var first = pieces.get(0)[0];
            var lastPiece = pieces.get(pieces.size() - 1);
            var last = lastPiece[lastPiece.length - 1];
            paintStart(frame.canvas(), first[0], first[1]);
            paintEnd(frame.canvas(), last[0], last[1]);
        }
    }

    private int end() {
        return trajectory.size() - 1;
    }

    private boolean isDrawable(PlotFrame frame, int point) {
        return frame.isDrawable(trajectory.x(point), trajectory.y(point), false);
    }

    /** The drawable stretches in pixels, up to a position between two points. */
    private List<double[][]> pieces(PlotFrame frame, double until) {
        var pieces = new ArrayList<double[][]>();
        var current = new ArrayList<double[]>();
        for (double[] point : taken(until)) {
            if (frame.isDrawable(point[0], point[1], false)) {
                current.add(new double[] {frame.pixelX(point[0]), frame.pixelY(point[1])});
            } else if (!current.isEmpty()) {
                pieces.add(current.toArray(double[][]::new));
                current.clear();
            }
        }
        if (!current.isEmpty()) {
            pieces.add(current.toArray(double[][]::new));
        }
        return pieces;
    }

    /** The points as rows of x and y that have been reached after {@code until} steps, the last within a step. */
    List<double[]> taken(double until) {
        double last = Math.max(0, Math.min(end(), until));
        int whole = (int) last;
        var points = new ArrayList<double[]>();
        for (int i = 0; i <= whole; i++) {
            points.add(new double[] {trajectory.x(i), trajectory.y(i)});
        }
        if (last > whole) {
            double[] next = {trajectory.x(whole + 1), trajectory.y(whole + 1)};
            points.add(Polyline.between(points.get(whole), next, last - whole));
        }
        return points;
    }

    /** Whether its points are so far apart on average that each can be shown. */
    private boolean isSparse(PlotFrame frame) {
        double length = 0;
        int steps = 0;
        for (var piece : pieces(frame, end())) {
            length += Polyline.arcLengths(piece)[piece.length - 1];
            steps += piece.length - 1;
        }
        return length / Math.max(1, steps) >= SPARSE;
    }

    void paintLine(Canvas canvas, double[][] pixels) {
        canvas.path(
                new PathData().polyline(pixels),
                Style.stroke(Rgb.WHITE, 4).opacity(0.85).rounded());
        canvas.path(new PathData().polyline(pixels), Style.stroke(color, 1.9).rounded());
    }

    void paintPoint(Canvas canvas, double x, double y, double opacity) {
        canvas.circle(x, y, 3, Style.fill(color).outlined(Rgb.WHITE, 1).opacity(opacity));
    }

    /**
     * Arrowheads at even distances, none so near to an end that a marker would cover it.
     *
     * @param areBetweenPoints whether each is moved to the middle of its step, and left out where the step has no room
     */
    void paintArrows(Canvas canvas, double[][] pixels, boolean areBetweenPoints) {
        var lengths = Polyline.arcLengths(pixels);
        double total = lengths[lengths.length - 1];
        // while the way grows, an arrow stays where it is once it has been drawn
        int count = (int) Math.min(40, Math.floor((shown == null ? total : total - 12) / ARROW_EVERY + 0.5));
        for (int i = 1; i <= count; i++) {
            double along = shown == null ? total * (i - 0.5) / count : ARROW_EVERY * (i - 0.5);
            if (areBetweenPoints) {
                int next = 1;
                while (next < lengths.length - 1 && lengths[next] < along) {
                    next++;
                }
                if (lengths[next] - lengths[next - 1] < ROOM_FOR_ARROW) {
                    continue;
                }
                along = (lengths[next - 1] + lengths[next]) / 2 + 2;
            }
            var tail = Polyline.pointAt(pixels, lengths, Math.max(0, along - 4));
            var head = Polyline.pointAt(pixels, lengths, Math.min(total, along + 4));
            double length = Polyline.distance(tail, head);
            if (length > 1) {
                paintArrow(canvas, head, (head[0] - tail[0]) / length, (head[1] - tail[1]) / length);
            }
        }
    }

    private void paintArrow(Canvas canvas, double[] tip, double alongX, double alongY) {
        double backX = tip[0] - 11 * alongX;
        double backY = tip[1] - 11 * alongY;
        var head = new PathData()
                .move(tip[0], tip[1])
                .line(backX - 5 * alongY, backY + 5 * alongX)
                .line(tip[0] - 8 * alongX, tip[1] - 8 * alongY)
                .line(backX + 5 * alongY, backY - 5 * alongX)
                .close();
        canvas.path(head, Style.fill(color).outlined(Rgb.WHITE, 0.7));
    }

    void paintStart(Canvas canvas, double x, double y) {
        canvas.circle(x, y, 4.6, Style.fill(START).outlined(color, 2));
    }

    void paintEnd(Canvas canvas, double x, double y) {
        Marker.STAR.paint(canvas, x, y, 5.6, Style.fill(END).outlined(Rgb.of("5c0a10"), 1.1));
    }
}
