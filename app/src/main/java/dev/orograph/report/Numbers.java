package dev.orograph.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as they stand in sentences. */
public final class Numbers {
    private Numbers() {}

    /** Up to {@code digits} significant digits without trailing zeros; {@code NaN} and {@code infinite} in words. */
    public static String text(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "infinite" : "−infinite";
        }
        if (value == 0) {
            return "0";
        }
        var rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        double size = Math.abs(value);
        var text = size < 1e-4 || size >= 1e7 ? rounded.toString() : rounded.toPlainString();
        return text.replace('-', '−').replace("E+", "E").replace('E', 'e');
    }

    /** Four significant digits. */
    public static String text(double value) {
        return text(value, 4);
    }

    /** A share of 1 as percent, as in {@code 2.5 %}. */
    public static String percent(double share) {
        return text(100 * share, 3) + " %";
    }
}
