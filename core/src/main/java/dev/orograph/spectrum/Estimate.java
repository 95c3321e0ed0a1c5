package dev.orograph.spectrum;

import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The mean of independent random draws, with what it may be wrong by.
 *
 * @param value the mean; NaN if a draw was
 * @param standardError standard deviation of the mean, at least 0; NaN with fewer than two draws
 * @param draws how many
 */
public record Estimate(double value, double standardError, int draws) {
    /** Share of cases in which an interval is meant to hold the true value. */
    private static final double CONFIDENCE = 0.95;

    public Estimate {
        if (draws < 1) {
            throw new IllegalArgumentException("an estimate from " + draws + " draws; need at least 1");
        }
        if (standardError < 0) {
            throw new IllegalArgumentException("standard error " + standardError + " must not be negative");
        }
    }

    /**
     * The mean of {@code draws}.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Estimate of(double... draws) {
        double sum = 0;
        for (double draw : draws) {
            sum += draw;
        }
        double mean = sum / draws.length;
        double squares = 0;
        for (double draw : draws) {
            squares += (draw - mean) * (draw - mean);
        }
        int count = draws.length;
        double error = count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1) / count);
        return new Estimate(mean, error, count);
    }

    /** The same in other units: value and error times {@code factor}. */
    public Estimate times(double factor) {
        return new Estimate(value * factor, standardError * Math.abs(factor), draws);
    }

    /** An exactly known number added. */
    public Estimate plus(double constant) {
        return new Estimate(value + constant, standardError, draws);
    }

    /**
     * The square root, with the error to first order (delta method): standard error / (2 √value). Both are NaN where the
     * value is negative; the error of the root of an uncertain 0 is infinite.
     */
    public Estimate squareRoot() {
        double root = Math.sqrt(value);
        return new Estimate(root, standardError == 0 && root == 0 ? 0 : standardError / (2 * root), draws);
    }

    /**
     * How far the 95 % confidence interval reaches on either side, by Student's t with {@code draws − 1} degrees of
     * freedom; NaN with fewer than two draws.
     */
    public double margin() {
        return draws < 2
                ? Double.NaN
                : standardError * new TDistribution(draws - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    }

    /** Whether the standard error is at most {@code share} of the value. */
    public boolean isWithin(double share) {
        return standardError <= share * Math.abs(value);
    }
}
