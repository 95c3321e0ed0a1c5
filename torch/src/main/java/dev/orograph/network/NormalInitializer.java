package dev.orograph.network;

import dev.orograph.provenance.Specification;
import dev.orograph.tensor.RandomStream;

/** Normal numbers of the same distribution in every layer. */
record NormalInitializer(double mean, double deviation) implements Initializer {
    NormalInitializer {
        InitializerNames.requireFinite("normal mean", mean);
        Specification.atLeast(0, "normal std", deviation);
    }

    /** {@code normal:mean=0,std=1}. */
    static NormalInitializer of(Specification given) {
        given.allow("mean", "std");
        return new NormalInitializer(given.number("mean", 0), given.number("std", 1));
    }

    /** {@code constant-variance:std=0.01}: whatever the width of a layer. */
    static NormalInitializer ofConstantVariance(Specification given) {
        given.allow("std");
        return new NormalInitializer(0, given.number("std", 0.01));
    }

    @Override
    public double[] draw(WeightBlock block, RandomStream stream) {
        return normal(block.elements(), mean, deviation, stream);
    }

    @Override
    public boolean needsMatrix() {
        return false;
    }

    static double[] normal(int count, double mean, double deviation, RandomStream stream) {
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = mean + deviation * stream.nextGaussian();
        }
        return values;
    }
}
