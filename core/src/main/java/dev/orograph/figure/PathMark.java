package dev.orograph.figure;

import dev.orograph.measurement.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way through the plane with its start, its end and arrowheads in its direction. Points that are not finite
 * interrupt it.
 *
 * @param path the points in order
 * @param color of the line
 */
public record PathMark(Path path, Rgb color) implements Mark {
    private static final Rgb LINE = Rgb.of("c1121f");
    private static final Rgb START = Rgb.of("ffffff");
    private static final Rgb END = Rgb.of("ffd60a");
    private static final double ARROW_EVERY = 80;
    private static final double SPARSE = 14;

    /** A dark red line, seen on every colour map by its white border. */
    public static PathMark of(Path path) {
        return new PathMark(path, LINE);
    }

    @Override
    public @Nullable Range xRange() {
        return Range.of(path.x());
    }

    @Override
    public @Nullable Range yRange(boolean logarithmic) {
        return logarithmic ? Range.ofPositive(path.y()) : Range.of(path.y());
    }

    @Override
    public List<double[]> footprint(PlotFrame frame) {
        var points = new ArrayList<double[]>();
        for (var piece : pieces(frame)) {
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
    public List<LegendEntry> legend(PlotFrame frame) {
        return entries();
    }

    List<LegendEntry> entries() {
        var entries = new ArrayList<LegendEntry>();
        if (!path.name().isBlank()) {
            entries.add(new LegendEntry(
                    path.name(),
                    (canvas, box) ->
                            paintLine(canvas, new double[][] {{box.x(), box.centerY()}, {box.right(), box.centerY()}
                            })));
        }
        entries.add(new LegendEntry("start", (canvas, box) -> paintStart(canvas, box.centerX(), box.centerY())));
        entries.add(new LegendEntry("end", (canvas, box) -> paintEnd(canvas, box.centerX(), box.centerY())));
        return entries;
    }

    @Override
    public void paint(PlotFrame frame) {
        var pieces = pieces(frame);
        for (var piece : pieces) {
            paintLine(frame.canvas(), Polyline.thinned(piece));
        }
        for (var piece : pieces) {
            if (isSparse(piece)) {
                for (double[] point : piece) {
                    frame.canvas()
                            .circle(point[0], point[1], 2.2, Style.fill(color).outlined(Rgb.WHITE, 0.7));
                }
            }
            paintArrows(frame.canvas(), piece);
        }
        if (!pieces.isEmpty()) {
            var first = pieces.get(0)[0];
            var lastPiece = pieces.get(pieces.size() - 1);
            var last = lastPiece[lastPiece.length - 1];
            paintStart(frame.canvas(), first[0], first[1]);
            paintEnd(frame.canvas(), last[0], last[1]);
        }
    }

    private List<double[][]> pieces(PlotFrame frame) {
        var pieces = new ArrayList<double[][]>();
        var current = new ArrayList<double[]>();
        for (int i = 0; i <= path.size(); i++) {
            if (i < path.size() && frame.isDrawable(path.x(i), path.y(i), false)) {
                current.add(new double[] {frame.pixelX(path.x(i)), frame.pixelY(path.y(i))});
            } else if (!current.isEmpty()) {
                pieces.add(current.toArray(double[][]::new));
                current.clear();
            }
        }
        return pieces;
    }

    /** Whether its points are so far apart on average that each can be shown. */
    private static boolean isSparse(double[][] piece) {
        double length = Polyline.arcLengths(piece)[piece.length - 1];
        return length / Math.max(1, piece.length - 1) >= SPARSE;
    }

    void paintLine(Canvas canvas, double[][] pixels) {
        canvas.path(
                new PathData().polyline(pixels),
                Style.stroke(Rgb.WHITE, 4).opacity(0.85).rounded());
        canvas.path(new PathData().polyline(pixels), Style.stroke(color, 1.9).rounded());
    }

    /** Arrowheads at even distances, none so near to an end that a marker would cover it. */
    void paintArrows(Canvas canvas, double[][] pixels) {
        var lengths = Polyline.arcLengths(pixels);
        double total = lengths[lengths.length - 1];
        int count = (int) Math.min(40, Math.floor(total / ARROW_EVERY + 0.5));
        for (int i = 1; i <= count; i++) {
            double along = total * (i - 0.5) / count;
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
