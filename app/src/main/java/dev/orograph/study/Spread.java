package dev.orograph.study;

import dev.orograph.report.Numbers;
import java.util.Arrays;

/**
 * Mean and sample standard deviation of a few numbers.
 *
 * @param mean NaN of none
 * @param deviation 0 of one number, NaN of none
 * @param count how many there were
 */
record Spread(double mean, double deviation, int count) {
    static Spread of(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation =
                values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : values.length == 1 ? 0 : Double.NaN;
        return new Spread(mean, deviation, values.length);
    }

    /** As in {@code 87.3 ± 0.4}; the mean alone of one number, a dash of none. */
    String text(int digits) {
        if (count == 0) {
            return "–";
        }
        return count == 1
                ? Numbers.text(mean, digits)
                : Numbers.text(mean, digits) + " ± " + Numbers.text(deviation, 2);
    }
}
