package dev.orograph.cli;

import dev.orograph.data.DataRecipe;
import dev.orograph.monitor.ProbePlan;
import dev.orograph.network.ModelRecipe;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.study.DynamicsStudy;
import dev.orograph.training.Experiment;
import dev.orograph.training.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One training seen from inside. */
@Command(
        name = "dynamics",
        description = {
            "Trains a trained network further while probes look inside: loss, gradients, steps and curvature by epoch and"
                    + " layer, and whether the optimizer bears it.",
            "By default an mlp on FashionMNIST, trained here for 3 epochs first, then for 20 by Adam."
        },
        mixinStandardHelpOptions = true)
final class DynamicsCommand implements Callable<Integer> {
    private static final int QUICK_SAMPLES = 300;
    private static final int QUICK_BATCH = 50;
    private static final int QUICK_EPOCHS = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final StudyBasics basics = new StudyBasics();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Option(
            names = "--start",
            paramLabel = "RUN",
            description =
                    "Where to go on from: a run, whose last weights, network and data are taken, or a file of weights"
                            + " (default: a network that is trained first).")
    private @Nullable String start;

    @Option(names = "--first-epochs", paramLabel = "N", description = "Of that first training (default: 3).")
    private @Nullable Integer firstEpochs;

    @Option(names = "--epochs", paramLabel = "N", description = "Of the further training (default: 20).")
    private @Nullable Integer epochs;

    @Option(names = "--batch-size", paramLabel = "N", description = "Samples per step (default: 256).")
    private @Nullable Integer batchSize;

    @Option(
            names = "--optimizer",
            paramLabel = "SPEC",
            defaultValue = "adam:lr=0.001",
            description = "Of both trainings, as train takes it (default: ${DEFAULT-VALUE}).")
    private String optimizer = "";

    @Option(
            names = "--probes",
            paramLabel = "P,P,…",
            description = "What to measure, as train takes it (default: what the figures show, about 20 times an epoch,"
                    + " what is dear 5 times, and λmax after every epoch).")
    private @Nullable String probes;

    @Override
    public Integer call() throws IOException {
        var study = new DynamicsStudy(
                basics.folder("dynamics"),
                basics.data().directory(),
                experiment(),
                firstEpochs == null ? basics.isQuick() ? 1 : 3 : firstEpochs,
                Optional.ofNullable(probes).map(ProbePlan::parse));
        return StudyRunner.run(study, basics.printsJson(), spec);
    }

    private Experiment experiment() throws IOException {
        if (start == null) {
            return fresh();
        }
        if (firstEpochs != null) {
            throw new IllegalArgumentException(
                    "--first-epochs trains a network to go on from, but --start names one; leave one of them out");
        }
        var file = RunsOption.path(start);
        if (!Files.isDirectory(file) && WeightFile.isWeightFile(file)) {
            if (!Files.isRegularFile(file)) {
                throw new IOException("there is no file " + file);
            }
            return fresh().withStart(Optional.of(start));
        }
        return after(start);
    }

    private Experiment fresh() throws IOException {
        return experiment(
                ModelRecipe.of("mlp"),
                DataRecipe.of(basics.isQuick() ? "digits" : "fashion-mnist"),
                basics.isQuick() ? OptionalInt.of(QUICK_SAMPLES) : OptionalInt.empty(),
                null);
    }

    /** With the network, the data and the weights of a run. */
    private Experiment after(String name) throws IOException {
        var run = runs.open(name);
        var trained = RunCheckpoints.experiment(run);
        if (model.isNamed()) {
            throw new IllegalArgumentException(
                    "--model chooses a network, but " + run.path() + " has one; leave it out");
        }
        var weights = RunCheckpoints.find(run, null).file();
        var loss = trained.training().loss().name();
        return experiment(trained.model(), trained.data(), trained.limit(), loss)
                .withStart(Optional.of(weights.toString()));
    }

    private Experiment experiment(
            ModelRecipe baseModel, DataRecipe baseData, OptionalInt samples, @Nullable String loss) throws IOException {
        var data = basics.data().recipe(baseData);
        basics.data().fetch(data, spec.commandLine().getErr());
        var recipe = TrainingRecipe.of(
                        epochs == null ? basics.isQuick() ? QUICK_EPOCHS : 20 : epochs,
                        batchSize == null ? basics.isQuick() ? QUICK_BATCH : 256 : batchSize,
                        OptimizerSettings.parse(optimizer),
                        Defaults.loss(loss, data, basics.data().directory()))
                .withSeeds(TrainingRecipe.Seeds.all(basics.seed()))
                .withCheckpointEpochs(List.of())
                .withThreads(basics.threads());
        return Experiment.of(model.recipe(baseModel), data, recipe)
                .withLimit(basics.data().limit().isPresent() ? basics.data().limit() : samples);
    }
}
