package dev.orograph.figure;

import dev.orograph.measurement.Series;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Separate points; those that are not finite are left out.
 *
 * @param data where they stand
 * @param color of their fill
 * @param marker their shape
 * @param radius in pixels
 */
public record PointsMark(Series data, Rgb color, Marker marker, double radius) implements Mark {
    public static PointsMark of(Series data, Rgb color) {
        return new PointsMark(data, color, Marker.CIRCLE, 3.5);
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
        for (int i = 0; i < data.size(); i++) {
            if (frame.isDrawable(data.x(i), data.y(i), false)) {
                points.add(new double[] {frame.pixelX(data.x(i)), frame.pixelY(data.y(i))});
            }
        }
        return points;
    }

    @Override
    public void reserve(PlotFrame frame) {
        for (double[] point : footprint(frame)) {
            frame.reserve(new Box(point[0] - radius, point[1] - radius, 2 * radius, 2 * radius));
        }
    }

    @Override
    public List<LegendEntry> legend(PlotFrame frame) {
        return data.name().isBlank()
                ? List.of()
                : List.of(new LegendEntry(
                        data.name(),
                        (canvas, box) -> marker.paint(canvas, box.centerX(), box.centerY(), radius, style())));
    }

    private Style style() {
        return Style.fill(color).outlined(Rgb.WHITE, 0.8);
    }

    @Override
    public void paint(PlotFrame frame) {
        for (double[] point : footprint(frame)) {
            marker.paint(frame.canvas(), point[0], point[1], radius, style());
        }
    }
}
