package dev.orograph.figure;

import dev.orograph.measurement.Series;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pale band around a curve within which it may as well lie.
 *
 * @param low its lower edge; points that are not finite on either edge interrupt it
 * @param high its upper edge, at the same x
 * @param color of the curve
 */
public record BandMark(Series low, Series high, Rgb color) implements Mark {
    public BandMark {
        if (low.size() != high.size()) {
            throw new IllegalArgumentException(
                    "a band has " + low.size() + " lower and " + high.size() + " upper points; give as many of each");
        }
    }

    @Override
    public @Nullable Range xRange() {
        return Range.of(low.x());
    }

    @Override
    public @Nullable Range yRange(boolean logarithmic) {
        return logarithmic
                ? Range.union(Range.ofPositive(low.y()), Range.ofPositive(high.y()))
                : Range.union(Range.of(low.y()), Range.of(high.y()));
    }

    @Override
    public void paint(PlotFrame frame) {
        var band = new PathData();
        var lower = new ArrayList<double[]>();
        var upper = new ArrayList<double[]>();
        for (int i = 0; i <= low.size(); i++) {
            if (i < low.size()
                    && frame.isDrawable(low.x(i), low.y(i), false)
                    && frame.isDrawable(low.x(i), high.y(i), false)) {
                lower.add(new double[] {frame.pixelX(low.x(i)), frame.pixelY(low.y(i))});
                upper.add(0, new double[] {frame.pixelX(low.x(i)), frame.pixelY(high.y(i))});
            } else if (!lower.isEmpty()) {
                lower.addAll(upper);
                band.polyline(lower.toArray(double[][]::new)).close();
                lower.clear();
                upper.clear();
            }
        }
        frame.canvas().path(band, Style.fill(color).opacity(0.18));
    }

    @Override
    public List<double[]> footprint(PlotFrame frame) {
        return List.of();
    }
}
