package dev.orograph.network;

import dev.orograph.provenance.Specification;
import dev.orograph.tensor.RandomStream;

/**
 * L-Momentum: uniform on ±√(6/n_in), then times √(v/Var W), where Var W is the sample variance of the very numbers. As
 * published v = α, which gives every layer the same standard deviation √α however wide it is; the fan-in-scaled form has
 * v = α/n_in.
 *
 * @param alpha α, above 0
 * @param isFanScaled whether α is divided by n_in
 */
record MomentumInitializer(double alpha, boolean isFanScaled) implements Initializer {
    MomentumInitializer {
        if (!(alpha > 0) || Double.isInfinite(alpha)) {
            throw new IllegalArgumentException("l-momentum alpha " + alpha + " must be a number above 0");
        }
    }

    /** {@code l-momentum:alpha=0.81} or {@code l-momentum-scaled:alpha=0.81}. */
    static MomentumInitializer of(Specification given) {
        given.allow("alpha");
        return new MomentumInitializer(given.number("alpha", 0.81), given.name().endsWith("-scaled"));
    }

    @Override
    public double[] draw(WeightBlock block, RandomStream stream) {
        double bound = Math.sqrt(6.0 / block.fanIn());
        var values = UniformInitializer.uniform(block.elements(), -bound, bound, stream);
        double wanted = isFanScaled ? alpha / block.fanIn() : alpha;
        double factor = Math.sqrt(wanted / variance(values));
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return values;
    }

    /** Divided by n − 1, as torch does; of a single number its square, which leaves it at ±√v. */
    private static double variance(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return values.length < 2 ? values[0] * values[0] : sum / (values.length - 1);
    }

    @Override
    public String warning() {
        return isFanScaled
                ? ""
                : "l-momentum as published gives the weights of every layer the standard deviation " + Math.sqrt(alpha)
                        + " however wide it is, so that networks of usual widths diverge; l-momentum-scaled divides the"
                        + " variance by the number of inputs";
    }
}
