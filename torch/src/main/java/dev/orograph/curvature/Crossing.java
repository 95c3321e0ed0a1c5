package dev.orograph.curvature;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * Where a quantity that starts below a level gets to it: a first guess is doubled until the quantity is no longer below, or
 * halved until it is, and the interval is then bisected. Of several crossings, one between the last two of those places.
 *
 * @param place where; empty if it does not get there
 * @param farthest the largest place that was tried
 * @param isUndefined whether it is NaN from there on
 */
record Crossing(OptionalDouble place, double farthest, boolean isUndefined) {
    /** A guess may be wrong by 2 to this power, about 1e18. */
    private static final int DOUBLINGS = 60;

    /**
     * Searches.
     *
     * @param level above what {@code quantity} tends to at 0
     * @param guess above 0
     * @param tolerance length of the last interval relative to its end; the place is its middle
     */
    static Crossing of(double level, double guess, double tolerance, DoubleUnaryOperator quantity) {
        double low = guess;
        double high = guess;
        double above = quantity.applyAsDouble(guess);
        for (int i = 0; i < DOUBLINGS && above < level; i++) {
            low = high;
            high *= 2;
            above = quantity.applyAsDouble(high);
        }
        if (above < level) {
            return new Crossing(OptionalDouble.empty(), high, false);
        }
        if (high == guess) {
            double below = above;
            for (int i = 0; i < DOUBLINGS && !(below < level); i++) {
                high = low;
                above = below;
                low /= 2;
                below = quantity.applyAsDouble(low);
            }
            if (!(below < level)) {
                return new Crossing(OptionalDouble.empty(), guess, true);
            }
        }
        while (high - low > tolerance * high) {
            double middle = low + (high - low) / 2;
            if (middle == low || middle == high) {
                break;
            }
            double value = quantity.applyAsDouble(middle);
            if (value < level) {
                low = middle;
            } else {
                high = middle;
                above = value;
            }
        }
        return Double.isNaN(above)
                ? new Crossing(OptionalDouble.empty(), high, true)
                : new Crossing(OptionalDouble.of(low + (high - low) / 2), high, false);
    }

    /** Why there is no place. */
    String reason(double level, String what) {
        return isUndefined
                ? String.format(Locale.ROOT, "%s is NaN from %.3g on, before it reaches %s", what, farthest, level)
                : String.format(Locale.ROOT, "%s stays below %s as far as %.3g", what, level, farthest);
    }
}
