package dev.orograph.comparison;

import java.util.Arrays;

/**
 * A figure measured along several sets of directions.
 *
 * @param mean over them; NaN where one of them has no such figure
 * @param deviation sample standard deviation over them; NaN for a single one
 * @param count number of sets of directions
 * @param isLowerBound whether the map ended before the figure did, so that the truth is larger
 */
public record Estimate(double mean, double deviation, int count, boolean isLowerBound) {
    /** The mean and the spread of some values, at least one. */
    static Estimate of(double[] values, boolean isLowerBound) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : Double.NaN;
        return new Estimate(mean, deviation, values.length, isLowerBound);
    }

    /** Whether there are at least two values on which a spread can rest. */
    public boolean hasSpread() {
        return Double.isFinite(deviation);
    }

    /** Whether the intervals mean ± deviation of both have a point in common; false where either has no spread. */
    public boolean overlaps(Estimate other) {
        return hasSpread() && other.hasSpread() && Math.abs(mean - other.mean) <= deviation + other.deviation;
    }
}
