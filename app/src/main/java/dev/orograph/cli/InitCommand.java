package dev.orograph.cli;

import dev.orograph.data.DataRecipe;
import dev.orograph.network.InitializationRecipe;
import dev.orograph.network.ModelRecipe;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.study.InitializationStudy;
import dev.orograph.training.TrainingRecipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Initialisers compared by what a training makes of them. */
@Command(
        name = "init",
        description = {
            "Trains one network alike from every initialiser and tables loss, error, speed, and the condition, norm and"
                    + " rank of its matrices.",
            "By default the published protocol: an mlp with one shared PReLU on FashionMNIST, 3 epochs; about a minute on"
                    + " two processor cores."
        },
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    private static final ModelRecipe PUBLISHED = new ModelRecipe("mlp", Map.of("activation", "shared-prelu"));
    private static final int QUICK_SAMPLES = 300;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final StudyBasics basics = new StudyBasics();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Option(
            names = {"--init", "--initialiser"},
            paramLabel = "SPEC",
            description = "An initialiser; may be repeated (default: all of the published table and their relatives).")
    private List<String> starts = new ArrayList<>();

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs of each training (default: 3).")
    private int epochs = 3;

    @Option(names = "--batch-size", paramLabel = "N", description = "Samples per step (default: 128).")
    private int batchSize = 128;

    @Option(
            names = "--optimizer",
            paramLabel = "SPEC",
            defaultValue = "sgd:lr=0.001,momentum=0.9",
            description = "Of all trainings (default: ${DEFAULT-VALUE}).")
    private String optimizer = "";

    @Option(names = "--seeds", paramLabel = "K", description = "Trainings from each initialiser (default: 1).")
    private int seeds = 1;

    @Option(
            names = "--count-slopes",
            description =
                    "Count the learned slopes of activations as matrices of one number, as the published averages do.")
    private boolean countsSlopes;

    @Override
    public Integer call() throws IOException {
        var data = basics.data().recipe(base());
        basics.data().fetch(data, spec.commandLine().getErr());
        var training = TrainingRecipe.of(epochs, batchSize, OptimizerSettings.parse(optimizer), new CrossEntropy())
                .withSeeds(TrainingRecipe.Seeds.all(basics.seed()))
                .withCheckpointEpochs(List.of(0))
                .withThreads(basics.threads());
        var study = new InitializationStudy(
                basics.folder("init"),
                basics.data().directory(),
                data,
                samples(basics),
                model.recipe(PUBLISHED),
                (starts.isEmpty() ? InitializationStudy.PUBLISHED : starts)
                        .stream().map(InitializationRecipe::parse).toList(),
                training,
                seeds,
                countsSlopes);
        return StudyRunner.run(study, basics.printsJson(), spec);
    }

    /** FashionMNIST as (v/255 − .5)/.5, or the small digits for a quick look. */
    private DataRecipe base() {
        var published = DataRecipe.of("fashion-mnist");
        return basics.isQuick()
                ? DataRecipe.of("digits")
                : new DataRecipe(
                        published.name(), "half", published.padding(), published.validationSamples(), published.seed());
    }

    private static OptionalInt samples(StudyBasics basics) {
        return basics.data().limit().isEmpty() && basics.isQuick()
                ? OptionalInt.of(QUICK_SAMPLES)
                : basics.data().limit();
    }
}
