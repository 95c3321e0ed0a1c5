package dev.orograph.figure;

import dev.orograph.spectrum.Eigenvalue;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Eigenvalues as triangles hanging from the upper edge, each with a thin line down to the axis and its value below it
 * where there is room, those furthest from 0 first. One that has not converged is an open triangle.
 *
 * @param eigenvalues at their x; those that are not finite are left out
 */
public record EigenvalueTicks(List<Eigenvalue> eigenvalues) implements Mark {
    private static final Rgb COLOR = Rgb.of("b3380a");
    private static final double RADIUS = 4;
    /** Distance of the triangles' middles from the upper edge. */
    private static final double DROP = 6;

    public EigenvalueTicks {
        eigenvalues = List.copyOf(eigenvalues);
    }

    @Override
    public @Nullable Range xRange() {
        return Range.of(eigenvalues.stream().mapToDouble(Eigenvalue::value).toArray());
    }

    @Override
    public @Nullable Range yRange(boolean logarithmic) {
        return null;
    }

    private List<Eigenvalue> seen(PlotFrame frame) {
        return eigenvalues.stream()
                .filter(each -> Double.isFinite(each.value()))
                .filter(each -> frame.pixelX(each.value()) >= frame.area().x() - 0.5
                        && frame.pixelX(each.value()) <= frame.area().right() + 0.5)
                .sorted(Comparator.comparingDouble((Eigenvalue each) -> -Math.abs(each.value())))
                .toList();
    }

    @Override
    public List<double[]> footprint(PlotFrame frame) {
        return seen(frame).stream()
                .map(each ->
                        new double[] {frame.pixelX(each.value()), frame.area().y() + DROP})
                .toList();
    }

    @Override
    public void reserve(PlotFrame frame) {
        for (double[] point : footprint(frame)) {
            frame.reserve(new Box(point[0] - RADIUS, frame.area().y(), 2 * RADIUS, DROP + RADIUS));
        }
    }

    @Override
    public List<LegendEntry> legend(PlotFrame frame) {
        if (eigenvalues.isEmpty()) {
            return List.of();
        }
        boolean allConverged = eigenvalues.stream().allMatch(Eigenvalue::isConverged);
        var known = new LegendEntry(
                "eigenvalue", (canvas, box) -> paintTriangle(canvas, box.centerX(), box.centerY(), true));
        var open = new LegendEntry(
                "not converged", (canvas, box) -> paintTriangle(canvas, box.centerX(), box.centerY(), false), true);
        return allConverged ? List.of(known) : List.of(known, open);
    }

    private static void paintTriangle(Canvas canvas, double x, double y, boolean isFilled) {
        var style = Style.fill(isFilled ? COLOR : Rgb.WHITE).outlined(COLOR, 1.1);
        Marker.TRIANGLE_DOWN.paint(canvas, x, y, RADIUS, style);
    }

    @Override
    public void paint(PlotFrame frame) {
        var area = frame.area();
        for (var each : seen(frame)) {
            double x = frame.pixelX(each.value());
            frame.canvas()
                    .segment(
                            x,
                            area.y(),
                            x,
                            area.bottom(),
                            Style.stroke(COLOR, 0.7).opacity(0.35));
        }
        for (var each : seen(frame)) {
            paintTriangle(frame.canvas(), frame.pixelX(each.value()), area.y() + DROP, each.isConverged());
        }
    }

    @Override
    public void paintText(PlotFrame frame) {
        var area = frame.area();
        for (var each : seen(frame)) {
            var line = new TextLine(NumberText.significant(each.value(), 3), Theme.TICK - 0.5);
            double x = frame.pixelX(each.value());
            double wanted = each.value() < 0 ? x - line.width() + RADIUS : x - line.width() / 2;
            double left = Math.max(area.x() + 4, Math.min(area.right() - 4 - line.width(), wanted));
            double baseline = area.y() + DROP + RADIUS + 4 - line.top();
            if (frame.isFree(Canvas.boxOf(line, left, baseline, 0))) {
                frame.canvas().borderedText(line, left, baseline, COLOR);
            }
        }
    }
}
