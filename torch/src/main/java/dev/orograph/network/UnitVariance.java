package dev.orograph.network;

import dev.orograph.provenance.Specification;
import dev.orograph.tensor.State;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Layer-sequential unit variance (LSUV; Mishkin and Matas 2016, arXiv:1511.06422): the weights of a layer are divided by
 * the standard deviation of its output over a batch until its variance is 1.
 *
 * @param tolerance largest |variance − 1|, above 0
 * @param rounds divisions at most, at least 1
 * @param samples of the batch, the first of the training data; at least 2
 */
record UnitVariance(double tolerance, int rounds, int samples) {
    UnitVariance {
        if (!(tolerance > 0) || Double.isInfinite(tolerance)) {
            throw new IllegalArgumentException("lsuv tolerance " + tolerance + " must be a number above 0");
        }
        if (rounds < 1) {
            throw new IllegalArgumentException("lsuv rounds " + rounds + " must be at least 1");
        }
        if (samples < 2) {
            throw new IllegalArgumentException("lsuv samples " + samples + " must be at least 2");
        }
    }

    /** {@code lsuv:tolerance=0.02,rounds=20,samples=256}. */
    static UnitVariance parse(String text) {
        var given = Specification.parse("initialiser", text).allow("tolerance", "rounds", "samples");
        return new UnitVariance(
                given.number("tolerance", 0.02), whole(given, "rounds", 20), whole(given, "samples", 256));
    }

    private static int whole(Specification given, String key, int byDefault) {
        double value = given.number(key, byDefault);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("lsuv " + key + " " + value + " must be a whole number");
        }
        return (int) value;
    }

    /**
     * Scales the weight of one layer in place. Runs with batch statistics and without dropout.
     *
     * @param theta [elements]
     * @param weight a view of the layer's weight in {@code theta}
     * @param inputs of the training data; at most {@link #samples} are used
     * @throws IllegalArgumentException if the output has no variance, or one that is not finite
     */
    void scale(ArchitectureModel model, Binding layer, Tensor theta, Tensor weight, State state, Tensor inputs) {
        try (var scope = new PointerScope();
                var guard = new NoGradGuard()) {
            var batch = inputs.narrow(0, 0, Math.min(samples, inputs.size(0)));
            for (int round = 0; round < rounds; round++) {
                double variance = variance(model, layer, theta, state, batch);
                if (!(variance > 0) || Double.isInfinite(variance)) {
                    throw new IllegalArgumentException("lsuv cannot scale layer " + layer.name()
                            + ": the variance of its output is " + variance
                            + "; choose another start before it, as in kaiming-normal+lsuv");
                }
                if (Math.abs(variance - 1) <= tolerance) {
                    return;
                }
                weight.div_(new Scalar(Math.sqrt(variance)));
            }
        }
    }

    /** Over all numbers of a layer's output, in float64. */
    private static double variance(ArchitectureModel model, Binding layer, Tensor theta, State state, Tensor batch) {
        var found = new double[] {Double.NaN};
        try (var scope = new PointerScope()) {
            model.forward(theta, state, batch, Mode.BATCH_STATISTICS, (binding, output) -> {
                if (binding.index() == layer.index()) {
                    found[0] = output.to(ScalarType.Double).var(false).item_double();
                }
            });
        }
        return found[0];
    }
}
