package dev.orograph.network;

import dev.orograph.provenance.Specification;
import dev.orograph.tensor.RandomStream;

/**
 * Mean 0 and variance gain²/n, where n counts the connections of a neuron: LeCun's (n_in, gain 1), Xavier's (mean of n_in
 * and n_out, gain 1) and Kaiming's (n_in, gain √(2/(1+a²))). Sources: LeCun et al. 1998; Glorot and Bengio 2010; He et al.
 * 2015, arXiv:1502.01852.
 *
 * @param fan what is counted
 * @param gain at least 0
 * @param isUniform uniform on ±gain·√(3/n) instead of normal
 */
record VarianceScaling(Fan fan, double gain, boolean isUniform) implements Initializer {
    /** Which connections of a neuron are counted. */
    enum Fan {
        IN,
        OUT,
        AVERAGE;

        static Fan of(Specification given, Fan byDefault) {
            return switch (given.values().getOrDefault("fan", "")) {
                case "" -> byDefault;
                case "in" -> IN;
                case "out" -> OUT;
                case "avg" -> AVERAGE;
                default ->
                    throw new IllegalArgumentException("initialiser " + given.name() + ": fan="
                            + given.values().get("fan") + " must be in, out or avg");
            };
        }

        double count(WeightBlock block) {
            return switch (this) {
                case IN -> (double) block.fanIn();
                case OUT -> (double) block.fanOut();
                case AVERAGE -> (block.fanIn() + block.fanOut()) / 2.0;
            };
        }
    }

    /** {@code kaiming-normal:activation=relu}, with {@code gain=}, {@code activation=}, {@code a=} and {@code fan=}. */
    static VarianceScaling of(Specification given, Fan fan, String activation) {
        given.allow("gain", "activation", "a", "fan");
        return new VarianceScaling(
                Fan.of(given, fan),
                ActivationGain.of(given, activation),
                given.name().endsWith("-uniform"));
    }

    @Override
    public double[] draw(WeightBlock block, RandomStream stream) {
        double deviation = gain / Math.sqrt(fan.count(block));
        double bound = Math.sqrt(3) * deviation;
        return isUniform
                ? UniformInitializer.uniform(block.elements(), -bound, bound, stream)
                : NormalInitializer.normal(block.elements(), 0, deviation, stream);
    }
}
