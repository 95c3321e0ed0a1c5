package dev.orograph.cli;

import dev.orograph.data.DataDirectory;
import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.landscape.Normalization;
import dev.orograph.landscape.PlaneRecipe;
import dev.orograph.landscape.RankOnePolicy;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.network.ModelRecipe;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.run.RunFolder;
import dev.orograph.tensor.Threads;
import dev.orograph.training.Experiment;
import dev.orograph.training.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job from end to end on data that comes with the program. */
@Command(
        name = "demo",
        description = {
            "Trains a small network on 1,797 hand-written digits, maps the loss around what it found,",
            "and draws it. Needs no network connection and takes less than a minute.",
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--run", paramLabel = "DIR", description = "The run folder (default: runs/demo).")
    private @Nullable Path run;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Seed of everything random.")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Processor threads (default: all).")
    private @Nullable Integer threads;

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("the command has no specification");
        }
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        int workers = threads == null ? Threads.available() : threads;
        var folder = run == null ? Defaults.freeFolder("demo") : run;
        var data = DataDirectory.resolve(Optional.empty());
        var experiment = experiment(workers);
        int trained = new TrainingRunner(out, err, false).run(experiment, folder, data);
        if (trained != ExitCode.OK) {
            return trained;
        }
        var finished = RunFolder.open(folder);
        var settings = new SurveyRunner.Settings(
                data, workers, OptionalInt.empty(), "landscape", Optional.empty(), Optional.empty(), false, true);
        return new SurveyRunner(out, err, false).run(survey(experiment, finished), settings, recipe -> finished);
    }

    private Experiment experiment(int workers) {
        var training = TrainingRecipe.of(20, 32, OptimizerSettings.parse("adam:lr=0.002"), new CrossEntropy())
                .withSeeds(TrainingRecipe.Seeds.all(seed))
                .withThreads(workers);
        return Experiment.of(new ModelRecipe("mlp", Map.of("widths", "64,32")), DataRecipe.of("digits"), training);
    }

    private SurveyRecipe survey(Experiment experiment, RunFolder folder) throws IOException {
        var checkpoint =
                folder.lastCheckpoint().orElseThrow(() -> new IOException(folder.path() + " has no checkpoint"));
        return SurveyRecipe.around(
                experiment,
                checkpoint.file(),
                Split.TRAIN,
                PlaneRecipe.random(2, seed, Normalization.FILTER, RankOnePolicy.ZERO),
                "-1:1:51",
                "-1:1:51");
    }
}
