package dev.orograph.figure;

import dev.orograph.measurement.Series;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line through the points of a series. It breaks where a value is not finite, or not positive on a log axis; such
 * points are marked at the edge of the plot and named in the legend.
 *
 * @param data the points in drawing order
 * @param color of line and markers
 * @param width in pixels
 * @param dash how the line is broken
 * @param marker at every point
 * @param isOnRightAxis whether y belongs to the right axis
 */
public record LineMark(Series data, Rgb color, double width, Dash dash, Marker marker, boolean isOnRightAxis)
        implements Mark {
    private static final double MARKER_RADIUS = 3;

    /** A thin solid line on the left axis. */
    public static LineMark of(Series data, Rgb color) {
        return new LineMark(data, color, 1.8, Dash.SOLID, Marker.NONE, false);
    }

    public LineMark withDash(Dash newDash) {
        return new LineMark(data, color, width, newDash, marker, isOnRightAxis);
    }

    public LineMark withMarker(Marker newMarker) {
        return new LineMark(data, color, width, dash, newMarker, isOnRightAxis);
    }

    public LineMark withWidth(double newWidth) {
        return new LineMark(data, color, newWidth, dash, marker, isOnRightAxis);
    }

    public LineMark onRightAxis() {
        return new LineMark(data, color, width, dash, marker, true);
    }

    @Override
    public @Nullable Range xRange() {
        return Range.of(data.x());
    }

    @Override
    public @Nullable Range yRange(boolean logarithmic) {
        return logarithmic ? Range.ofPositive(data.y()) : Range.of(data.y());
    }

    @Override
    public List<double[]> footprint(PlotFrame frame) {
        var points = new ArrayList<double[]>();
        for (var piece : pieces(frame)) {
            points.addAll(Polyline.sampled(piece, 6));
        }
        return points;
    }

    @Override
    public List<LegendEntry> legend(PlotFrame frame) {
        var entries = new ArrayList<LegendEntry>();
        if (!data.name().isBlank()) {
            entries.add(new LegendEntry(data.name(), this::paintSwatch));
        }
        for (int i = 0; i < data.size(); i++) {
            var edge = edge(frame, i);
            if (edge != null
                    && entries.stream().noneMatch(entry -> entry.label().equals(edge.label()))) {
                entries.add(new LegendEntry(
                        edge.label(),
                        (canvas, box) ->
                                edge.marker().paint(canvas, box.centerX(), box.centerY(), 3.6, Style.fill(Theme.MUTED)),
                        true));
            }
        }
        return entries;
    }

    void paintSwatch(Canvas canvas, Box box) {
        canvas.segment(box.x(), box.centerY(), box.right(), box.centerY(), lineStyle());
        marker.paint(canvas, box.centerX(), box.centerY(), MARKER_RADIUS, Style.fill(color));
    }

    private Style lineStyle() {
        return Style.stroke(color, width).dashed(dash.lengths()).rounded();
    }

    @Override
    public void paint(PlotFrame frame) {
        var line = new PathData();
        for (var piece : pieces(frame)) {
            line.polyline(Polyline.thinned(piece));
            if (piece.length == 1 && marker == Marker.NONE) {
                Marker.CIRCLE.paint(frame.canvas(), piece[0][0], piece[0][1], width, Style.fill(color));
            }
        }
        frame.canvas().path(line, lineStyle());
        for (int i = 0; i < data.size(); i++) {
            paintPoint(frame, i);
        }
    }

    private void paintPoint(PlotFrame frame, int point) {
        var edge = edge(frame, point);
        if (edge != null) {
            double y = edge.isTop() ? frame.area().y() + 6 : frame.area().bottom() - 6;
            edge.marker().paint(frame.canvas(), frame.pixelX(data.x(point)), y, 3.6, Style.fill(color));
        } else if (frame.isDrawable(data.x(point), data.y(point), isOnRightAxis)) {
            marker.paint(
                    frame.canvas(),
                    frame.pixelX(data.x(point)),
                    frame.pixelY(data.y(point), isOnRightAxis),
                    MARKER_RADIUS,
                    Style.fill(color));
        }
    }

    /** How a point without a place on the y axis is shown. */
    private record Edge(String label, Marker marker, boolean isTop) {}

    private @Nullable Edge edge(PlotFrame frame, int point) {
        double y = data.y(point);
        if (!Double.isFinite(data.x(point)) || frame.isDrawable(data.x(point), y, isOnRightAxis)) {
            return null;
        }
        if (Double.isNaN(y)) {
            return new Edge("NaN", Marker.CROSS, false);
        }
        if (y == Double.POSITIVE_INFINITY) {
            return new Edge("infinite", Marker.TRIANGLE_UP, true);
        }
        return y == Double.NEGATIVE_INFINITY
                ? new Edge("−infinite", Marker.TRIANGLE_DOWN, false)
                : new Edge("not positive", Marker.TRIANGLE_DOWN, false);
    }

    /** The drawable stretches in pixels. */
    private List<double[][]> pieces(PlotFrame frame) {
        var pieces = new ArrayList<double[][]>();
        var current = new ArrayList<double[]>();
        for (int i = 0; i <= data.size(); i++) {
            if (i < data.size() && frame.isDrawable(data.x(i), data.y(i), isOnRightAxis)) {
                current.add(new double[] {frame.pixelX(data.x(i)), frame.pixelY(data.y(i), isOnRightAxis)});
            } else if (!current.isEmpty()) {
                pieces.add(current.toArray(double[][]::new));
                current.clear();
            }
        }
        return pieces;
    }
}
