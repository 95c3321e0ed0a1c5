package dev.orograph.figure;

import dev.orograph.measurement.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A histogram as bars whose area is 1: the height of each is the share of its numbers per unit of x. Empty if it holds no
 * finite number.
 *
 * @param data what was counted
 * @param color of the bars
 */
public record HistogramMark(Histogram data, Rgb color) implements Mark {
    @Override
    public @Nullable Range xRange() {
        return isEmpty() ? null : new Range(data.edge(0), data.edge(data.bins()));
    }

    @Override
    public @Nullable Range yRange(boolean logarithmic) {
        if (isEmpty()) {
            return null;
        }
        double highest = 0;
        for (int bin = 0; bin < data.bins(); bin++) {
            highest = Math.max(highest, data.density(bin));
        }
        return new Range(0, highest);
    }

    private boolean isEmpty() {
        return data.moments().count() == 0;
    }

    @Override
    public void paint(PlotFrame frame) {
        if (isEmpty()) {
            return;
        }
        var bars = new PathData();
        for (int bin = 0; bin < data.bins(); bin++) {
            if (data.count(bin) > 0) {
                bars.rectangle(
                        frame.pixelX(data.edge(bin)),
                        frame.pixelY(data.density(bin)),
                        frame.pixelX(data.edge(bin + 1)),
                        frame.pixelY(0));
            }
        }
        frame.canvas().path(bars, Style.fill(color).opacity(0.35));
    }
}
