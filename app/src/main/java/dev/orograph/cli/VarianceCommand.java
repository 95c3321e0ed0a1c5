package dev.orograph.cli;

import dev.orograph.data.DataRecipe;
import dev.orograph.network.Architectures;
import dev.orograph.network.InitializationRecipe;
import dev.orograph.network.ModelRecipe;
import dev.orograph.study.VarianceStudy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Initialisers compared by what they do to the variance from layer to layer. */
@Command(
        name = "variance",
        description = {
            "Passes one batch through untrained networks and shows weights, gradients and outputs of every layer, and"
                    + " which initialisers keep the variance.",
            "By default an mlp of 512, 256, 256 and 128 units on 1,024 images of FashionMNIST; seconds."
        },
        mixinStandardHelpOptions = true)
final class VarianceCommand implements Callable<Integer> {
    private static final String ACTIVATION = "activation";
    private static final ModelRecipe MLP = new ModelRecipe("mlp", Map.of("widths", "512,256,256,128"));
    private static final List<String> STARTS =
            List.of("constant", "constant-variance", "constant-variance:std=0.1", "xavier-normal", "kaiming-normal");
    private static final int VALIDATION = 10_000;
    private static final int SAMPLES = 1024;
    private static final int QUICK_SAMPLES = 128;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final StudyBasics basics = new StudyBasics();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Option(
            names = "--activations",
            paramLabel = "NAME",
            split = ",",
            description = "Activations of an mlp to try (default: identity,tanh,relu).")
    private List<String> activations = new ArrayList<>();

    @Option(
            names = {"--init", "--initialiser"},
            paramLabel = "SPEC",
            description = "An initialiser; may be repeated (default: constant, constant-variance with 0.01 and 0.1,"
                    + " xavier-normal and kaiming-normal).")
    private List<String> starts = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        var data = basics.data().recipe(base());
        basics.data().fetch(data, spec.commandLine().getErr());
        var chosen = model.recipe(MLP);
        var study = new VarianceStudy(
                basics.folder("variance"),
                basics.data().directory(),
                data,
                basics.data().limit().orElse(basics.isQuick() ? QUICK_SAMPLES : SAMPLES),
                chosen,
                activations(chosen),
                (starts.isEmpty() ? STARTS : starts)
                        .stream().map(InitializationRecipe::parse).toList(),
                basics.seed(),
                basics.threads());
        return StudyRunner.run(study, basics.printsJson(), spec);
    }

    /** Those that were asked for; else the network's own where it has one or takes none. */
    private List<String> activations(ModelRecipe chosen) {
        if (!activations.isEmpty()) {
            return activations;
        }
        if (chosen.parameters().containsKey(ACTIVATION)) {
            return List.of(chosen.parameters().get(ACTIVATION));
        }
        boolean isVaried = !chosen.isScript()
                && Architectures.parameters(chosen.name()).stream()
                        .anyMatch(parameter -> parameter.name().equals(ACTIVATION));
        return isVaried ? List.of("identity", "tanh", "relu") : List.of("");
    }

    /** FashionMNIST with a validation part set aside, or the small digits for a quick look. */
    private DataRecipe base() {
        var published = DataRecipe.of("fashion-mnist");
        return basics.isQuick()
                ? DataRecipe.of("digits")
                : new DataRecipe(
                        published.name(), published.scaling(), published.padding(), VALIDATION, published.seed());
    }
}
