package dev.orograph.figure;

import org.jspecify.annotations.Nullable;

/**
 * A span of finite numbers.
 *
 * @param low the smaller end
 * @param high the larger end, not less than {@code low}
 */
public record Range(double low, double high) {
    public Range {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
            throw new IllegalArgumentException(
                    "a range from " + low + " to " + high + " needs two finite ascending ends");
        }
    }

    /** The span of the finite numbers among {@code values}, or null if there are none. */
    static @Nullable Range of(double... values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return low <= high ? new Range(low, high) : null;
    }

    /** The span of the positive finite numbers among {@code values}, or null if there are none. */
    static @Nullable Range ofPositive(double... values) {
        var kept = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            kept[i] = values[i] > 0 ? values[i] : Double.NaN;
        }
        return of(kept);
    }

    /** The smallest range that holds both; null stands for the empty one. */
    static @Nullable Range union(@Nullable Range a, @Nullable Range b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return new Range(Math.min(a.low, b.low), Math.max(a.high, b.high));
    }

    /**
     * This range, or a wider one around it if it is too narrow to be labelled: at least 1e-10 of its values' size, so
     * that tick labels need no more than about a dozen digits.
     */
    Range labelable() {
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (high / 2 - low / 2 > 0.5e-10 * size) {
            return this;
        }
        double pad = size == 0 ? 0.5 : 0.05 * size;
        return new Range(
                Math.max(-Double.MAX_VALUE, (low / 2 + high / 2) - pad),
                Math.min(Double.MAX_VALUE, (low / 2 + high / 2) + pad));
    }

    /** Wider by {@code share} of its length at both ends. */
    Range padded(double share) {
        double pad = share * (high / 2 - low / 2) * 2;
        return new Range(Math.max(-Double.MAX_VALUE, low - pad), Math.min(Double.MAX_VALUE, high + pad));
    }
}
