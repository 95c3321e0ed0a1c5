package dev.orograph.network;

import dev.orograph.provenance.Specification;
import dev.orograph.tensor.RandomStream;
import java.util.Arrays;

/** Equal numbers. */
record ConstantInitializer(double value) implements Initializer {
    ConstantInitializer {
        InitializerNames.requireFinite("constant value", value);
    }

    /** {@code constant:value=0.005}. */
    static ConstantInitializer of(Specification given) {
        given.allow("value");
        return new ConstantInitializer(given.number("value", 0.005));
    }

    @Override
    public double[] draw(WeightBlock block, RandomStream stream) {
        var values = new double[block.elements()];
        Arrays.fill(values, value);
        return values;
    }

    @Override
    public boolean needsMatrix() {
        return false;
    }
}
