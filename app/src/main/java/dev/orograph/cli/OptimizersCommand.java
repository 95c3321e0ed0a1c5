package dev.orograph.cli;

import dev.orograph.data.DataRecipe;
import dev.orograph.network.ModelRecipe;
import dev.orograph.study.SweepStudy;
import dev.orograph.sweep.SweepRecipe;
import dev.orograph.sweep.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One network trained by several optimizers. */
@Command(
        name = "optimizers",
        description = {
            "Trains a network by several optimizers and seeds, and compares their curves of loss, accuracy, gradient norm"
                    + " and memory, with the spread over seeds.",
            "By default an MLP of 283,914 parameters on FashionMNIST by SGD, Adam and Lion."
        },
        mixinStandardHelpOptions = true)
final class OptimizersCommand implements Callable<Integer> {
    /** The chapter's: SGD with momentum, Adam and Lion, each at the rate given there. */
    private static final List<String> PUBLISHED =
            List.of("sgd:lr=0.01,momentum=0.9", "adam:lr=0.001", "lion:lr=1.0E-4");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(
            names = "--optimizer",
            paramLabel = "SPEC",
            description = "An optimizer as train takes it; may be repeated (default: the published ones).")
    private List<String> optimizers = PUBLISHED;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Trainings of each, with seeds from 0.")
    private int seeds = 3;

    @Option(names = "--epochs", paramLabel = "N", description = "Of each training (default: 20).")
    private @Nullable Integer epochs;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "128", description = "Default: ${DEFAULT-VALUE}.")
    private int batchSize = 128;

    @Option(names = "--schedule", paramLabel = "SPEC", description = "Learning rate over time, as train takes it.")
    private @Nullable String schedule;

    @Option(names = "--run", paramLabel = "DIR", description = "Folder of the study (default: runs/study-optimizers).")
    private @Nullable Path folder;

    @Mixin
    private final JobOptions jobs = new JobOptions();

    @Option(names = "--quick", description = "Seconds instead of minutes: digits, two epochs, two seeds.")
    private boolean quick;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (seeds < 1) {
            throw new IllegalArgumentException("--seeds " + seeds + " must be at least 1");
        }
        var dataRecipe = data.recipe(DataRecipe.of(quick ? "digits" : "fashion-mnist"));
        data.fetch(dataRecipe, spec.commandLine().getErr());
        var vary = new LinkedHashMap<String, List<String>>();
        vary.put("optimizer", optimizers);
        vary.put(
                SweepRecipe.SEED,
                LongStream.range(0, quick ? Math.min(2, seeds) : seeds)
                        .mapToObj(Long::toString)
                        .toList());
        var recipe = new SweepRecipe(settings(dataRecipe, model.recipe(ModelRecipe.of("mlp"))), vary);
        var question = "Optimizers of " + recipe.settings().model().name() + " on " + dataRecipe.name();
        var place = folder == null ? Defaults.RUNS.resolve("study-optimizers" + (quick ? "-quick" : "")) : folder;
        return StudyRunner.run(new SweepStudy(question, recipe, place, data.directory(), jobs.jobs()), json, spec);
    }

    private TrainingSettings settings(DataRecipe dataRecipe, ModelRecipe modelRecipe) {
        var settings = TrainingSettings.of(modelRecipe, dataRecipe)
                .with("epochs", Integer.toString(epochs == null ? quick ? 2 : 20 : epochs))
                .with("batch-size", Integer.toString(batchSize))
                .with("threads", jobs.threads())
                .with("probes", "none,memory@epoch");
        if (data.limit().isPresent()) {
            settings = settings.with("limit", Integer.toString(data.limit().getAsInt()));
        }
        return schedule == null ? settings : settings.with("schedule", schedule);
    }
}
