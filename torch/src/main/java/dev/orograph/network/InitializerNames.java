package dev.orograph.network;

import dev.orograph.provenance.Specification;
import java.util.List;

/** The initialisers by name. */
final class InitializerNames {
    private static final String WHAT = "initialiser";

    private InitializerNames() {}

    /** All that {@link #parse} understands. */
    static List<String> names() {
        return List.of(
                "default",
                "lecun-normal",
                "lecun-uniform",
                "xavier-normal",
                "xavier-uniform",
                "kaiming-normal",
                "kaiming-uniform",
                "orthogonal",
                "scaled-orthogonal",
                "l-momentum",
                "l-momentum-scaled",
                "emergence-promoting",
                "truncated-normal",
                "normal",
                "uniform",
                "constant",
                "constant-variance",
                "zeros",
                "lsuv");
    }

    /**
     * One initialiser without what follows it.
     *
     * @throws IllegalArgumentException if the name or a parameter is unknown, or a value out of range
     */
    static Initializer parse(String text) {
        var given = Specification.parse(WHAT, text);
        return switch (given.name()) {
            case "default" -> plain(given, new TorchInitializer());
            case "lecun-normal", "lecun-uniform" -> VarianceScaling.of(given, VarianceScaling.Fan.IN, "linear");
            case "xavier-normal", "xavier-uniform" -> VarianceScaling.of(given, VarianceScaling.Fan.AVERAGE, "linear");
            case "kaiming-normal", "kaiming-uniform" -> VarianceScaling.of(given, VarianceScaling.Fan.IN, "relu");
            case "orthogonal" -> OrthogonalInitializer.of(given);
            case "scaled-orthogonal" -> OrthogonalInitializer.scaled(given);
            case "l-momentum", "l-momentum-scaled" -> MomentumInitializer.of(given);
            case "emergence-promoting" -> EmergencePromoting.of(given);
            case "truncated-normal" -> TruncatedNormal.of(given);
            case "normal" -> NormalInitializer.of(given);
            case "uniform" -> UniformInitializer.of(given);
            case "constant" -> ConstantInitializer.of(given);
            case "constant-variance" -> NormalInitializer.ofConstantVariance(given);
            case "zeros" -> plain(given, new ConstantInitializer(0));
            case "spectral" ->
                throw new IllegalArgumentException(
                        "spectral divides what another initialiser drew; write it behind one, as in"
                                + " kaiming-normal+spectral");
            default -> throw new IllegalArgumentException(Suggestions.unknown(WHAT, given.name(), names()));
        };
    }

    private static Initializer plain(Specification given, Initializer initializer) {
        if (!given.values().isEmpty()) {
            throw new IllegalArgumentException(WHAT + " " + given.name() + " takes no parameters, so not "
                    + String.join(", ", given.values().keySet()));
        }
        return initializer;
    }

    static void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " " + value + " must be a number");
        }
    }
}
