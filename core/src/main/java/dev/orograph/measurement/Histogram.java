package dev.orograph.measurement;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * How many of a set of numbers lie where, in bins of equal width, with the moments of the numbers themselves. A bin holds
 * its lower edge; the last one also its upper. NaN and infinite numbers are in no bin and no moment, and are counted.
 * Immutable.
 */
public final class Histogram {
    private final double low;
    private final double high;
    private final long[] counts;
    private final Moments moments;

    /**
     * What is known of the numbers beside their bins.
     *
     * @param count finite numbers, at least 0
     * @param undefined NaN and infinite ones, at least 0
     * @param mean of the finite numbers; NaN if there is none, as the others
     * @param variance mean square deviation from the mean (divided by {@code count})
     * @param min the smallest
     * @param max the largest
     */
    public record Moments(long count, long undefined, double mean, double variance, double min, double max) {
        public Moments {
            if (count < 0 || undefined < 0) {
                throw new IllegalArgumentException(
                        count + " finite and " + undefined + " undefined numbers; neither can be negative");
            }
        }

        /** Of these numbers, in two passes. */
        public static Moments of(double[] values) {
            var finite = Arrays.stream(values).filter(Double::isFinite).toArray();
            long undefined = (long) values.length - finite.length;
            if (finite.length == 0) {
                return new Moments(0, undefined, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
            }
            double mean = 0;
            double min = finite[0];
            double max = finite[0];
            for (double value : finite) {
                mean += value / finite.length;
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
            if (min == max) {
                return new Moments(finite.length, undefined, min, 0, min, max);
            }
            double variance = 0;
            for (double value : finite) {
                variance += (value - mean) * (value - mean) / finite.length;
            }
            return new Moments(finite.length, undefined, mean, variance, min, max);
        }
    }

    private Histogram(double low, double high, long[] counts, Moments moments) {
        if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException(
                    "a histogram from " + low + " to " + high + " needs two finite ascending ends");
        }
        if (counts.length == 0 || LongStream.of(counts).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException(
                    "a histogram of " + counts.length + " bins needs at least 1, and no negative counts");
        }
        if (LongStream.of(counts).sum() > moments.count()) {
            throw new IllegalArgumentException("the bins of a histogram hold "
                    + LongStream.of(counts).sum() + " numbers, but there are only " + moments.count());
        }
        this.low = low;
        this.high = high;
        this.counts = counts;
        this.moments = moments;
    }

    /**
     * Counts numbers from the smallest to the largest; equal ones around the middle of a range of width 1, as numpy does.
     *
     * @param values may be empty: the bins from 0 to 1 are then
     * @param bins at least 1
     */
    public static Histogram of(double[] values, int bins) {
        var moments = Moments.of(values);
        if (moments.count() == 0) {
            return of(values, 0, 1, bins, moments);
        }
        double half = moments.max() / 2 - moments.min() / 2;
        double pad = half > 0 ? 0 : Math.max(0.5, Math.ulp(moments.max()));
        return of(values, moments.min() - pad, moments.max() + pad, bins, moments);
    }

    /** Counts the numbers from {@code low} to {@code high}; the moments are those of all finite numbers. */
    public static Histogram of(double[] values, double low, double high, int bins) {
        return of(values, low, high, bins, Moments.of(values));
    }

    private static Histogram of(double[] values, double low, double high, int bins, Moments moments) {
        if (bins < 1) {
            throw new IllegalArgumentException("number of bins " + bins + " must be at least 1");
        }
        var counts = new long[bins];
        // In halves, so that the widest range is still finite.
        double range = high / 2 - low / 2;
        for (double value : values) {
            if (value >= low && value <= high) {
                counts[Math.min(bins - 1, (int) ((value / 2 - low / 2) / range * bins))]++;
            }
        }
        return new Histogram(low, high, counts, moments);
    }

    /**
     * A histogram counted elsewhere.
     *
     * @param counts of the bins; at least 1
     * @throws IllegalArgumentException if the ends do not ascend, or the bins hold more than there are finite numbers
     */
    public static Histogram of(double low, double high, long[] counts, Moments moments) {
        return new Histogram(low, high, counts.clone(), moments);
    }

    public int bins() {
        return counts.length;
    }

    public long count(int bin) {
        return counts[bin];
    }

    public long[] counts() {
        return counts.clone();
    }

    /** Lower edge of a bin, or the upper edge of the last for {@code index} = {@link #bins}. */
    public double edge(int index) {
        double share = (double) index / counts.length;
        return index == counts.length ? high : low * (1 - share) + high * share;
    }

    /** All edges, ascending, one more than bins. */
    public double[] edges() {
        var edges = new double[counts.length + 1];
        Arrays.setAll(edges, this::edge);
        return edges;
    }

    /** Share of all finite numbers in a bin, per unit of the axis; NaN if there are no numbers. */
    public double density(int bin) {
        return (double) counts[bin] / moments.count() / (edge(bin + 1) - edge(bin));
    }

    public Moments moments() {
        return moments;
    }

    /** How many numbers were NaN or infinite. */
    public long undefined() {
        return moments.undefined();
    }

    public double mean() {
        return moments.mean();
    }

    public double variance() {
        return moments.variance();
    }

    public double min() {
        return moments.min();
    }

    public double max() {
        return moments.max();
    }
}
