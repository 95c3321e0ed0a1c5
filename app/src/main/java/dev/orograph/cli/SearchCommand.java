package dev.orograph.cli;

import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.network.ModelRecipe;
import dev.orograph.progress.Listener;
import dev.orograph.study.SearchStudy;
import dev.orograph.sweep.SearchMethod;
import dev.orograph.sweep.SearchRecipe;
import dev.orograph.sweep.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Searches hyperparameters. */
@Command(
        name = "search",
        description = {
            "Searches hyperparameters within a budget of trainings, and ranks them.",
            "The space holds settings of 'train' by the names of their flags, and optimizer.KEY for parameters of the"
                    + " optimizer: --space lr=log:1e-5:0.1 --space optimizer.beta1=0.5:0.99 --space"
                    + " batch-size=int:log:16:512 --space model.activation=choice:relu/tanh.",
            "Interrupted, the same command goes on where it was; with more --trials it goes on from those there."
        },
        mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
    /** One in so many training samples judges the trials where nothing else is said. */
    private static final int VALIDATION_SHARE = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(
            names = "--space",
            paramLabel = "NAME=SPACE",
            required = true,
            description = "LOW:HIGH, log:LOW:HIGH, int:LOW:HIGH, int:log:LOW:HIGH or choice:A/B; may be repeated.")
    private List<String> space = List.of();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of all trainings, by the name of its flag of 'train'; may be repeated.")
    private Map<String, String> fixed = new LinkedHashMap<>();

    @Option(
            names = "--optimizer",
            paramLabel = "SPEC",
            defaultValue = "adam",
            description = "Default: ${DEFAULT-VALUE}.")
    private String optimizer = "adam";

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Of each trial, default ${DEFAULT-VALUE}.")
    private int epochs = 5;

    @Option(names = "--trials", paramLabel = "N", defaultValue = "30", description = "Default: ${DEFAULT-VALUE}.")
    private int trials = 30;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "tpe",
            description = "tpe, which learns from earlier trials, or random (default: ${DEFAULT-VALUE}).")
    private String method = "tpe";

    @Option(
            names = "--generation",
            paramLabel = "N",
            defaultValue = "4",
            description = "Trials chosen without knowing each other, so that they can run at once (default:"
                    + " ${DEFAULT-VALUE}).")
    private int generation = 4;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Seed of the choices.")
    private long seed;

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "Folder of the search (default: runs/search-MODEL-DATA).")
    private @Nullable Path folder;

    @Mixin
    private final JobOptions jobs = new JobOptions();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var dataRecipe = data.recipe(DataRecipe.of("digits"));
        data.fetch(dataRecipe, spec.commandLine().getErr());
        var settings = settings(dataRecipe);
        var splits = settings.data().source(data.directory()).splits();
        boolean isValidated = splits.contains(Split.VALIDATION);
        var measure = (isValidated ? "validation" : splits.contains(Split.TEST) ? "test" : "train") + "_loss";
        var cautions = isValidated
                ? List.of(
                        "Trials are judged by samples set aside from training, so the test samples have not been looked at.")
                : List.of("Trials are judged by the " + measure.replace("_loss", "")
                        + " samples, which flatters the best:" + " set samples aside with --validation.");
        var recipe = new SearchRecipe(settings, space, SearchMethod.parse(method), measure, generation, seed);
        var place = folder == null
                ? Defaults.RUNS.resolve(
                        Defaults.plain("search-" + settings.model().name() + "-" + dataRecipe.name()))
                : folder;
        return StudyRunner.run(
                new SearchStudy(recipe, place, data.directory(), trials, jobs.jobs(), cautions), json, spec);
    }

    private TrainingSettings settings(DataRecipe dataRecipe) throws IOException {
        var settings = TrainingSettings.of(model.recipe(ModelRecipe.of("mlp")), dataRecipe)
                .with("optimizer", optimizer)
                .with("epochs", Integer.toString(epochs))
                .with("threads", jobs.threads());
        if (data.limit().isPresent()) {
            settings = settings.with("limit", Integer.toString(data.limit().getAsInt()));
        }
        if (dataRecipe.validationSamples() == 0) {
            settings = settings.with("validation", Integer.toString(validation(dataRecipe)));
        }
        for (var entry : fixed.entrySet()) {
            settings = settings.with(entry.getKey(), entry.getValue());
        }
        return settings;
    }

    private int validation(DataRecipe recipe) throws IOException {
        try (var training = recipe.load(data.directory(), Split.TRAIN, data.limit(), Listener.NONE)) {
            return Math.toIntExact(training.size() / VALIDATION_SHARE);
        }
    }
}
