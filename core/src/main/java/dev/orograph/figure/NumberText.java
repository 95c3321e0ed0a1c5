package dev.orograph.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Numbers as people write them: a real minus sign, no needless digits, powers of ten with raised exponents. */
final class NumberText {
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private NumberText() {}

    /** Up to six significant digits without trailing zeros; a power of ten below 10⁻⁴ and from 10⁵ on. */
    static String compact(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }
        if (value == 0) {
            return "0";
        }
        var rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        double size = Math.abs(rounded.doubleValue());
        return size >= 1e5 || size < 1e-4 ? scientific(rounded) : minus(rounded.toPlainString());
    }

    /** At most so many significant digits, otherwise as {@link #compact}. */
    static String significant(double value, int digits) {
        return Double.isFinite(value) && value != 0
                ? compact(new BigDecimal(value).round(new MathContext(digits)).doubleValue())
                : compact(value);
    }

    /**
     * A number with how far it may be off, both to the digit that two digits of the margin give; the number alone, with
     * three digits, if the margin is not known.
     */
    static String uncertain(double value, double margin) {
        if (!Double.isFinite(value) || !Double.isFinite(margin)) {
            return significant(value, 3);
        }
        if (margin <= 0) {
            return compact(value);
        }
        var rounded = new BigDecimal(margin).round(new MathContext(2));
        var digits = new BigDecimal(value).setScale(rounded.scale(), RoundingMode.HALF_EVEN);
        double size = Math.max(Math.abs(value), margin);
        if (size >= 1e5 || size < 1e-3) {
            return compact(digits.doubleValue()) + " ± " + compact(rounded.doubleValue());
        }
        int decimals = Math.max(0, rounded.scale());
        return minus(digits.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString()) + " ± "
                + rounded.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** The given multiples of {@code step}, all with the digits that the step needs. */
    static List<Tick> label(List<Double> values, double step) {
        double size = 0;
        for (double value : values) {
            size = Math.max(size, Math.abs(value));
        }
        int decimals = decimals(step);
        boolean plain = size == 0 || (size < 1e5 && size >= 1e-3 && decimals <= 12);
        var ticks = new ArrayList<Tick>();
        for (double value : values) {
            var exact = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
            String text = plain
                    ? minus(exact.setScale(Math.max(0, decimals)).toPlainString())
                    : scientific(exact.stripTrailingZeros());
            ticks.add(new Tick(value, exact.signum() == 0 ? "0" : text));
        }
        return ticks;
    }

    /** A multiple of {@code step} without the last bits that multiplication got wrong. */
    static double rounded(double value, double step) {
        return new BigDecimal(value)
                .setScale(decimals(step) + 1, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    /** Ten to the power of {@code exponent}, spelled out if {@code plain}. */
    static String power(int exponent, boolean plain) {
        return plain ? BigDecimal.ONE.scaleByPowerOfTen(exponent).toPlainString() : "10" + raised(exponent);
    }

    /** Digits after the decimal point, or minus the zeros before it, of a step with a mantissa of two digits. */
    private static int decimals(double step) {
        var digits = new BigDecimal(step).round(new MathContext(2)).stripTrailingZeros();
        return digits.scale();
    }

    private static String scientific(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        var digits = value.stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        String mantissa = digits.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        String power = "10" + raised(exponent);
        return switch (mantissa) {
            case "1" -> power;
            case "-1" -> "−" + power;
            default -> minus(mantissa) + "×" + power;
        };
    }

    private static String raised(int exponent) {
        var text = new StringBuilder();
        for (char digit : Integer.toString(exponent).toCharArray()) {
            text.append(digit == '-' ? '⁻' : RAISED.charAt(digit - '0'));
        }
        return text.toString();
    }

    private static String minus(String text) {
        return text.replace('-', '−');
    }
}
