package dev.orograph.network;

import dev.orograph.provenance.Specification;
import dev.orograph.tensor.RandomStream;

/** Uniform numbers of the same interval in every layer. */
record UniformInitializer(double low, double high) implements Initializer {
    UniformInitializer {
        InitializerNames.requireFinite("uniform low", low);
        InitializerNames.requireFinite("uniform high", high);
        if (low > high) {
            throw new IllegalArgumentException("uniform low " + low + " must not be above high " + high);
        }
    }

    /** {@code uniform:low=0,high=1}. */
    static UniformInitializer of(Specification given) {
        given.allow("low", "high");
        return new UniformInitializer(given.number("low", 0), given.number("high", 1));
    }

    @Override
    public double[] draw(WeightBlock block, RandomStream stream) {
        return uniform(block.elements(), low, high, stream);
    }

    @Override
    public boolean needsMatrix() {
        return false;
    }

    static double[] uniform(int count, double low, double high, RandomStream stream) {
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = low + (high - low) * stream.nextDouble();
        }
        return values;
    }
}
