package dev.orograph.cli;

import dev.orograph.data.DataRecipe;
import dev.orograph.network.ModelRecipe;
import dev.orograph.run.Checkpoint;
import dev.orograph.run.Manifest;
import dev.orograph.run.RunFolder;
import dev.orograph.training.Experiment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Flags that choose a network with its weights and data, those of a run or each by its name, and a place for results. */
final class NetworkOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "A trained network: a run folder, or its name.")
    private @Nullable String run;

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(
            names = {"--model-file", "--weights"},
            paramLabel = "FILE",
            description = "Weights: safetensors or a PyTorch state dictionary.")
    private @Nullable Path weights;

    @Option(names = "--epoch", paramLabel = "N", description = "Checkpoint of the RUN (default: the last).")
    private @Nullable Integer epoch;

    @Option(names = "--averaged", description = "The RUN's averaged weights, with the statistics at them.")
    private boolean averaged;

    @Option(names = "--run", paramLabel = "DIR", description = "Run folder for the result where no RUN is given.")
    private @Nullable Path folder;

    /**
     * What was chosen.
     *
     * @param experiment that trained the network, if it is a run's
     */
    record Choice(Optional<Experiment> experiment, ModelRecipe model, DataRecipe data) {}

    /**
     * The network and its data, which is fetched if that was asked for.
     *
     * @throws IllegalArgumentException if one of them is not named
     */
    Choice choice(PrintWriter err) throws IOException {
        var experiment = run == null ? Optional.<Experiment>empty() : RunCheckpoints.trained(runs.open(run));
        var modelRecipe = model.recipe(experiment.map(Experiment::model).orElse(ModelRecipe.of("mlp")));
        var dataRecipe = data.recipe(experiment.map(Experiment::data).orElse(DataRecipe.of("digits")));
        if (experiment.isEmpty() && !model.isNamed()) {
            throw new IllegalArgumentException(
                    "no network given; name a RUN, or --model NAME --model-file FILE, or --model script:FILE.pt");
        }
        if (experiment.isEmpty() && !data.isNamed()) {
            throw new IllegalArgumentException(
                    "no data given; name it with --data, such as --data fashion-mnist or --data file:FILE.safetensors");
        }
        data.fetch(dataRecipe, err);
        return new Choice(experiment, modelRecipe, dataRecipe);
    }

    /** The name of the loss: the one that was asked for, else the run's, else what suits the data. */
    String loss(Choice choice, @Nullable String wanted) throws IOException {
        return wanted == null && choice.experiment().isPresent()
                ? choice.experiment().get().training().loss().name()
                : Defaults.loss(wanted, choice.data(), data.directory()).name();
    }

    /** The number of samples that was asked for, else the run's. */
    OptionalInt limit(Choice choice) {
        return data.limit().isPresent()
                ? data.limit()
                : choice.experiment().map(Experiment::limit).orElse(OptionalInt.empty());
    }

    /** The weights that were named, else those of the run's checkpoint; empty for a TorchScript module's own. */
    Optional<Path> weights() throws IOException {
        if (weights != null || run == null) {
            return namedWeights();
        }
        return Optional.of(checkpoint(runs.open(run)).file());
    }

    /** The checkpoint of a run that was chosen, or the averaged weights that belong to it. */
    Checkpoint checkpoint(RunFolder folder) throws IOException {
        var checkpoint = RunCheckpoints.find(folder, epoch);
        return averaged ? RunCheckpoints.averaged(folder, checkpoint) : checkpoint;
    }

    /** Whether averaged weights were asked for. */
    boolean isAveraged() {
        return averaged;
    }

    /** The weights that were named themselves. */
    Optional<Path> namedWeights() {
        return Optional.ofNullable(weights);
    }

    Path dataDirectory() {
        return data.directory();
    }

    RunsOption runs() {
        return runs;
    }

    /** The name of the run; null if there is none. */
    @Nullable
    String run() {
        return run;
    }

    /** The number of the checkpoint; null for the last. */
    @Nullable
    Integer epoch() {
        return epoch;
    }

    /** Refuses flags that contradict the presence, or the absence, of a RUN. */
    void requireSense(String result) {
        if (run != null && folder != null) {
            throw new IllegalArgumentException(
                    "the " + result + " goes into the RUN that was given; leave out --run " + folder);
        }
        if (averaged && (run == null || weights != null)) {
            throw new IllegalArgumentException("--averaged chooses averaged weights of a RUN, but "
                    + (run == null ? "no RUN is given" : "--model-file names others"));
        }
        if (run == null && epoch != null) {
            throw new IllegalArgumentException("--epoch chooses a checkpoint of a RUN, but no RUN is given");
        }
    }

    /** Makes the manifest of a new run folder. */
    @FunctionalInterface
    interface NewManifest {
        Manifest make();
    }

    /**
     * The folder that receives the result: the RUN, the one that was named, or a usual one, made if it is not there.
     *
     * @param ending of the usual folder's name after the model's
     */
    RunFolder target(ModelRecipe recipe, String ending, NewManifest manifest) throws IOException {
        if (run != null) {
            return runs.open(run);
        }
        var path = folder == null ? Defaults.RUNS.resolve(Defaults.plain(recipe.name()) + ending) : folder;
        return RunFolder.isRun(path) ? RunFolder.open(path) : RunFolder.create(path, manifest.make());
    }
}
