package dev.orograph.network;

import dev.orograph.provenance.Specification;
import java.util.List;

/**
 * By what to multiply the standard deviation of weights before an activation. Those of {@code torch.nn.init}; for GELU
 * and SiLU, which torch has none for, 1/√E[f(z)²] with z ~ N(0, 1), by the same reasoning as √2 for ReLU.
 */
final class ActivationGain {
    /** He's a of PReLU as it starts. */
    private static final double PRELU_SLOPE = 0.25;

    private static final double LEAKY_SLOPE = 0.01;

    private ActivationGain() {}

    static List<String> names() {
        return List.of("linear", "identity", "sigmoid", "tanh", "relu", "leaky-relu", "prelu", "selu", "gelu", "silu");
    }

    /**
     * What a specification asks for by {@code gain=}, or by {@code activation=} with {@code a=} for the slope of its
     * negative side.
     *
     * @param activation that counts where none is given
     * @throws IllegalArgumentException if both are given, or the activation is unknown
     */
    static double of(Specification given, String activation) {
        if (given.has("gain")) {
            if (given.has("activation") || given.has("a")) {
                throw new IllegalArgumentException("initialiser " + given.name()
                        + " has a gain and an activation that gives one; leave one of them out");
            }
            return Specification.atLeast(0, "initialiser " + given.name() + " gain", given.number("gain", 1));
        }
        var name = given.values().getOrDefault("activation", given.has("a") ? "leaky-relu" : activation);
        boolean hasSlope = name.equals("leaky-relu") || name.equals("prelu");
        if (given.has("a") && !hasSlope) {
            throw new IllegalArgumentException("initialiser " + given.name()
                    + ": a is the slope of leaky-relu or prelu," + " and " + name + " has none; leave it out");
        }
        double slope = given.number("a", name.equals("prelu") ? PRELU_SLOPE : LEAKY_SLOPE);
        if (!Double.isFinite(slope)) {
            throw new IllegalArgumentException("initialiser " + given.name() + ": a=" + slope + " must be a number");
        }
        return of(name, slope);
    }

    private static double of(String activation, double slope) {
        return switch (activation) {
            case "linear", "identity", "sigmoid" -> 1;
            case "tanh" -> 5.0 / 3;
            case "relu" -> Math.sqrt(2);
            case "leaky-relu", "prelu" -> Math.sqrt(2 / (1 + slope * slope));
            case "selu" -> 0.75;
            case "gelu" -> 1.5335304412;
            case "silu" -> 1.6765324703;
            default -> throw new IllegalArgumentException(Suggestions.unknown("activation", activation, names()));
        };
    }
}
