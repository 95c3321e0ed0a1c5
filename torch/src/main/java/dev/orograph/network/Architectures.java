package dev.orograph.network;

import java.util.List;

/** The built-in architectures by name. */
public final class Architectures {
    private static final List<ArchitectureFamily> FAMILIES = List.of(
            new Mlp(),
            new MnistCnn(),
            new NormalizedCnn(),
            new LeNet(),
            new Vgg9(),
            new CifarResNet(),
            new DenseNet(),
            new ImageNetResNet(),
            new TransformerClassifier(),
            new VisionTransformer(),
            new CharacterGpt());

    private Architectures() {}

    /** All names, in the order to list them. */
    public static List<String> names() {
        return FAMILIES.stream().flatMap(family -> family.names().stream()).toList();
    }

    /**
     * The parameters that an architecture takes.
     *
     * @throws IllegalArgumentException if there is no such architecture; the sentence lists what there is
     */
    public static List<ArchitectureParameter> parameters(String name) {
        return family(name).parameters();
    }

    /**
     * The architecture of that name with the given options.
     *
     * @throws IllegalArgumentException if there is no such architecture or parameter, a value is wrong, or the input does
     *     not suit it; the sentence says which
     */
    public static Architecture byName(String name, ArchitectureOptions options) {
        var family = family(name);
        var known =
                family.parameters().stream().map(ArchitectureParameter::name).toList();
        for (var parameter : options.parameters().keySet()) {
            if (!known.contains(parameter)) {
                throw new IllegalArgumentException(
                        known.isEmpty()
                                ? "model " + name + " takes no parameters, so not '" + parameter + "'"
                                : Suggestions.unknown("parameter", parameter, "of model " + name, known));
            }
        }
        try {
            var architecture = new Architecture(
                    name, options.parameters(), options.input(), options.outputs(), family.build(name, options));
            architecture.program();
            return architecture;
        } catch (UnsuitableInputException e) {
            throw new IllegalArgumentException(
                    "model " + name + " cannot take samples of shape " + options.input() + ": " + e.getMessage(), e);
        }
    }

    private static ArchitectureFamily family(String name) {
        for (var family : FAMILIES) {
            if (family.names().contains(name)) {
                return family;
            }
        }
        throw new IllegalArgumentException(Suggestions.unknown("model", name, names()));
    }
}
