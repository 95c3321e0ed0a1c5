package dev.orograph.figure;

import org.jspecify.annotations.Nullable;

/**
 * One axis of a {@link Plot}.
 *
 * @param label what it shows; may be empty
 * @param isLogarithmic equal steps for equal ratios; only positive numbers have a place then
 * @param range its ends, or null for those of the data
 * @param fixed the whole scale with its ends, such as a symmetric one, or null to choose one for the data
 */
public record PlotAxis(
        String label,
        boolean isLogarithmic,
        @Nullable Range range,
        @Nullable Scale fixed) {
    public PlotAxis(String label, boolean isLogarithmic, @Nullable Range range) {
        this(label, isLogarithmic, range, null);
    }

    /** On a scale of one's own. */
    public static PlotAxis on(Scale scale, String label) {
        return new PlotAxis(label, scale instanceof LogScale, null, scale);
    }

    public static PlotAxis linear(String label) {
        return new PlotAxis(label, false, null);
    }

    public static PlotAxis logarithmic(String label) {
        return new PlotAxis(label, true, null);
    }

    public PlotAxis withLabel(String newLabel) {
        return new PlotAxis(newLabel, isLogarithmic, range, fixed);
    }

    public PlotAxis withRange(double low, double high) {
        return new PlotAxis(label, isLogarithmic, new Range(low, high));
    }

    /** The scale over the given data, or over [0, 1] ([1, 10] if logarithmic) where there are none. */
    Scale scale(@Nullable Range data, boolean isTight) {
        if (fixed != null) {
            return fixed;
        }
        var wanted = range != null ? range : data;
        boolean isPadded = range == null && !isTight;
        if (isLogarithmic) {
            var log = LogScale.over(wanted != null && wanted.low() > 0 ? wanted : new Range(1, 10));
            double pad = isPadded ? 0.04 : 0;
            return new LogScale(
                    Math.max(Double.MIN_NORMAL, log.value(-pad)), Math.min(Double.MAX_VALUE, log.value(1 + pad)));
        }
        var linear = (wanted != null ? wanted : new Range(0, 1)).labelable();
        var padded = isPadded ? linear.padded(0.04) : linear;
        return new LinearScale(padded.low(), padded.high());
    }
}
