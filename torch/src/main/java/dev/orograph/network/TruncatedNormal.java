package dev.orograph.network;

import dev.orograph.provenance.Specification;
import dev.orograph.tensor.RandomStream;

/** Normal numbers of the same distribution in every layer, those outside an interval drawn again. */
record TruncatedNormal(double mean, double deviation, double low, double high) implements Initializer {
    /** Draws for one number before the interval counts as holding nothing of the distribution. */
    private static final int PATIENCE = 10_000;

    TruncatedNormal {
        InitializerNames.requireFinite("truncated-normal mean", mean);
        Specification.atLeast(0, "truncated-normal std", deviation);
        if (!(low < high)) {
            throw new IllegalArgumentException("truncated-normal low " + low + " must be below high " + high);
        }
    }

    /** {@code truncated-normal:mean=0,std=1,low=-2,high=2}; without ends, two deviations on either side of the mean. */
    static TruncatedNormal of(Specification given) {
        given.allow("mean", "std", "low", "high");
        double mean = given.number("mean", 0);
        double deviation = given.number("std", 1);
        return new TruncatedNormal(
                mean, deviation, given.number("low", mean - 2 * deviation), given.number("high", mean + 2 * deviation));
    }

    @Override
    public double[] draw(WeightBlock block, RandomStream stream) {
        var values = new double[block.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = next(stream);
        }
        return values;
    }

    private double next(RandomStream stream) {
        for (int i = 0; i < PATIENCE; i++) {
            double value = mean + deviation * stream.nextGaussian();
            if (value >= low && value <= high) {
                return value;
            }
        }
        throw new IllegalArgumentException("truncated-normal from " + low + " to " + high
                + " holds next to nothing of a normal distribution with mean " + mean + " and std " + deviation
                + "; move its ends");
    }

    @Override
    public boolean needsMatrix() {
        return false;
    }
}
