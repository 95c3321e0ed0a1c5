package dev.orograph.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A remark at a point of the plot. It is moved aside where it would cover other text, and left out where no place is
 * free around the point.
 *
 * @param x where, finite
 * @param y where, finite
 * @param text one line
 * @param color of the letters
 */
public record TextMark(double x, double y, String text, Rgb color) implements Mark {
    private static final double[][] SIDES = {{1, -1}, {-1, -1}, {1, 1}, {-1, 1}, {0, -1}, {0, 1}, {1, 0}, {-1, 0}};

    @Override
    public @Nullable Range xRange() {
        return Range.of(x);
    }

    @Override
    public @Nullable Range yRange(boolean logarithmic) {
        return logarithmic ? Range.ofPositive(y) : Range.of(y);
    }

    @Override
    public List<double[]> footprint(PlotFrame frame) {
        return frame.isDrawable(x, y, false) ? List.of(new double[] {frame.pixelX(x), frame.pixelY(y)}) : List.of();
    }

    @Override
    public void paint(PlotFrame frame) {}

    @Override
    public void paintText(PlotFrame frame) {
        if (!frame.isDrawable(x, y, false)) {
            return;
        }
        var line = TextLine.within(text, Theme.TICK, frame.area().width() * 0.8);
        for (double distance = 6; distance < 60; distance += 9) {
            for (double[] side : SIDES) {
                double left = frame.pixelX(x) + side[0] * distance + (side[0] - 1) * line.width() / 2;
                double baseline = frame.pixelY(y) + side[1] * distance + (side[1] + 1) * -line.top() / 2;
                if (frame.isFree(Canvas.boxOf(line, left, baseline, 0))) {
                    frame.canvas().text(line, left, baseline, color);
                    return;
                }
            }
        }
    }
}
