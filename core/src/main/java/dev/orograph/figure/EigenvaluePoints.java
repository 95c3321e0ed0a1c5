package dev.orograph.figure;

import dev.orograph.spectrum.Eigenvalue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Eigenvalues by their number, each with a bar as far up and down as its residual; one that has not converged is open.
 *
 * @param name of the operator
 * @param first x of the first one; the next follow at distance 1
 * @param eigenvalues their y; those that are not finite are left out
 * @param color of points and bars
 * @param marker their shape
 */
public record EigenvaluePoints(String name, double first, List<Eigenvalue> eigenvalues, Rgb color, Marker marker)
        implements Mark {
    private static final double RADIUS = 4;
    private static final double CAP = 3.5;

    public EigenvaluePoints {
        eigenvalues = List.copyOf(eigenvalues);
    }

    @Override
    public @Nullable Range xRange() {
        return eigenvalues.isEmpty() ? null : new Range(first, first + eigenvalues.size() - 1);
    }

    @Override
    public @Nullable Range yRange(boolean logarithmic) {
        var ends = eigenvalues.stream()
                .flatMapToDouble(each -> java.util.stream.DoubleStream.of(
                        each.value(), each.value() - each.residual(), each.value() + each.residual()))
                .toArray();
        return logarithmic ? Range.ofPositive(ends) : Range.of(ends);
    }

    @Override
    public List<double[]> footprint(PlotFrame frame) {
        var points = new ArrayList<double[]>();
        for (int i = 0; i < eigenvalues.size(); i++) {
            double value = eigenvalues.get(i).value();
            if (frame.isDrawable(first + i, value, false)) {
                points.add(new double[] {frame.pixelX(first + i), frame.pixelY(value)});
            }
        }
        return points;
    }

    @Override
    public List<LegendEntry> legend(PlotFrame frame) {
        var entries = new ArrayList<LegendEntry>();
        if (!name.isBlank()) {
            entries.add(new LegendEntry(name, (canvas, box) -> paintPoint(canvas, box.centerX(), box.centerY(), true)));
        }
        if (eigenvalues.stream().anyMatch(each -> !each.isConverged())) {
            entries.add(new LegendEntry(
                    "not converged",
                    (canvas, box) -> Marker.CIRCLE.paint(
                            canvas,
                            box.centerX(),
                            box.centerY(),
                            RADIUS,
                            Style.fill(Rgb.WHITE).outlined(Theme.MUTED, 1.5)),
                    true));
        }
        return entries;
    }

    private void paintPoint(Canvas canvas, double x, double y, boolean isFilled) {
        var style = isFilled
                ? Style.fill(color).outlined(Rgb.WHITE, 0.8)
                : Style.fill(Rgb.WHITE).outlined(color, 1.5);
        marker.paint(canvas, x, y, RADIUS, style);
    }

    @Override
    public void paint(PlotFrame frame) {
        for (int i = 0; i < eigenvalues.size(); i++) {
            var each = eigenvalues.get(i);
            if (frame.isDrawable(first + i, each.value(), false)) {
                double x = frame.pixelX(first + i);
                paintBar(frame, x, each);
                paintPoint(frame.canvas(), x, frame.pixelY(each.value()), each.isConverged());
            }
        }
    }

    /** The bar, unless the point hides it; on a log axis down to the edge where it has no lower end. */
    private void paintBar(PlotFrame frame, double x, Eigenvalue each) {
        double low = each.value() - each.residual();
        double high = each.value() + each.residual();
        if (!Double.isFinite(high)) {
            return;
        }
        double bottom = frame.isDrawable(0, low, false)
                ? frame.pixelY(low)
                : frame.area().bottom();
        double top = frame.pixelY(high);
        if (bottom - top > RADIUS) {
            var style = Style.stroke(color, 1.2);
            frame.canvas().segment(x, bottom, x, top, style);
            frame.canvas().segment(x - CAP, bottom, x + CAP, bottom, style);
            frame.canvas().segment(x - CAP, top, x + CAP, top, style);
        }
    }
}
