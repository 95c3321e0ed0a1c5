package dev.orograph.figure;

import dev.orograph.spectrum.Estimate;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Estimates as bars from 0 to the right, negative ones to the left, each with its 95 % confidence interval and its
 * number. One that is not finite has only its number.
 *
 * @param estimates from the lowest bar up, the {@code i}-th at y = {@code i}
 * @param color of the bars
 */
public record BarsMark(List<Estimate> estimates, Rgb color) implements Mark {
    private static final double THICKNESS = 0.62;
    private static final double GAP = 5;

    public BarsMark {
        estimates = List.copyOf(estimates);
    }

    /** How far the bars and their intervals reach, 0 included. */
    @Override
    public @Nullable Range xRange() {
        return Range.union(
                new Range(0, 0),
                Range.of(estimates.stream()
                        .flatMapToDouble(each -> DoubleStream.of(
                                each.value(), each.value() - each.margin(), each.value() + each.margin()))
                        .toArray()));
    }

    @Override
    public Range yRange(boolean logarithmic) {
        return new Range(-0.5, Math.max(0, estimates.size() - 1) + 0.5);
    }

    private static double margin(Estimate estimate) {
        return Double.isFinite(estimate.margin()) ? estimate.margin() : 0;
    }

    @Override
    public void paint(PlotFrame frame) {
        for (int i = 0; i < estimates.size(); i++) {
            if (Double.isFinite(estimates.get(i).value())) {
                paintBar(frame, i, estimates.get(i));
            }
        }
    }

    private void paintBar(PlotFrame frame, int index, Estimate estimate) {
        double zero = frame.pixelX(0);
        double end = frame.pixelX(estimate.value());
        double top = frame.pixelY(index + THICKNESS / 2);
        double bottom = frame.pixelY(index - THICKNESS / 2);
        var bar = new PathData().rectangle(Math.min(zero, end), top, Math.max(zero, end), bottom);
        frame.canvas().path(bar, Style.fill(color).opacity(0.8));
        if (margin(estimate) > 0) {
            double left = frame.pixelX(estimate.value() - margin(estimate));
            double right = frame.pixelX(estimate.value() + margin(estimate));
            double middle = (top + bottom) / 2;
            double cap = (bottom - top) / 4;
            var style = Style.stroke(Theme.INK, 1.2);
            frame.canvas().segment(left, middle, right, middle, style);
            frame.canvas().segment(left, middle - cap, left, middle + cap, style);
            frame.canvas().segment(right, middle - cap, right, middle + cap, style);
        }
    }

    @Override
    public void paintText(PlotFrame frame) {
        for (int i = 0; i < estimates.size(); i++) {
            var estimate = estimates.get(i);
            var line = new TextLine(NumberText.uncertain(estimate.value(), estimate.margin()), Theme.TICK - 0.5);
            double value = Double.isFinite(estimate.value()) ? estimate.value() : 0;
            double left = value < 0
                    ? frame.pixelX(value - margin(estimate)) - GAP - line.width()
                    : frame.pixelX(value + margin(estimate)) + GAP;
            double baseline = frame.pixelY(i) - (line.top() + line.bottom()) / 2;
            if (frame.canvas().isFree(Canvas.boxOf(line, left, baseline, 0), 1)
                    && frame.area().contains(Canvas.boxOf(line, left, baseline, 0))) {
                frame.canvas().text(line, left, baseline, Theme.INK);
            }
        }
    }

    /** Width in pixels of the longest number beside bars to the right, or to the left; 0 if there is none. */
    double textWidth(boolean isLeft) {
        return estimates.stream()
                .filter(each -> each.value() < 0 == isLeft)
                .mapToDouble(each ->
                        new TextLine(NumberText.uncertain(each.value(), each.margin()), Theme.TICK - 0.5).width()
                                + 2 * GAP)
                .max()
                .orElse(0);
    }
}
