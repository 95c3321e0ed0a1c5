package dev.orograph.network;

import dev.orograph.tensor.RandomStream;

/** torch's own start of a layer, as {@link Initialization#defaults} describes it. */
record TorchInitializer() implements Initializer {
    @Override
    public double[] draw(WeightBlock block, RandomStream stream) {
        var parameter = block.parameter();
        var values = new double[block.elements()];
        for (int i = 0; i < values.length; i++) {
            double uniform = parameter.bound() == 0 ? 0 : 2 * stream.nextDouble() - 1;
            values[i] = parameter.center() + parameter.bound() * uniform;
        }
        return values;
    }

    @Override
    public boolean needsMatrix() {
        return false;
    }
}
