package dev.orograph.cli;

import dev.orograph.data.Augmentation;
import dev.orograph.data.DataRecipe;
import dev.orograph.network.ModelRecipe;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.progress.Outcome;
import dev.orograph.report.NamedFigure;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Threads;
import dev.orograph.training.Experiment;
import dev.orograph.training.RateCurve;
import dev.orograph.training.RateSearch;
import dev.orograph.training.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds a learning rate by a range test. */
@Command(
        name = "find-lr",
        mixinStandardHelpOptions = true,
        description = {
            "Finds a learning rate: trains for a few steps while the rate grows, and looks where the loss falls.",
            "Nothing is kept but a figure of the loss against the rate. 'train --lr find' trains with what it suggests.",
        })
final class FindRateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(
            names = {"--model-file", "--weights"},
            paramLabel = "FILE",
            description = "Start from these weights.")
    private @Nullable Path weights;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "128", description = "Default: ${DEFAULT-VALUE}.")
    private int batchSize = 128;

    @Option(
            names = "--optimizer",
            paramLabel = "SPEC",
            defaultValue = "adam",
            description = "As 'train' takes it; its lr has no part (default: ${DEFAULT-VALUE}).")
    private String optimizer = "adam";

    @Option(names = "--loss", paramLabel = "NAME", description = "As 'train' takes it (default: what suits the data).")
    private @Nullable String loss;

    @Option(names = "--augment", paramLabel = "SPEC", description = "Changes to training images, as in crop:4,flip.")
    private @Nullable String augmentation;

    @Option(
            names = "--range",
            paramLabel = "LOW:HIGH",
            defaultValue = "1e-7:10",
            description = "Rates of the first and the last step (default: ${DEFAULT-VALUE}).")
    private String range = "1e-7:10";

    @Option(names = "--steps", paramLabel = "N", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}.")
    private int steps = 100;

    @Option(
            names = "--smoothing",
            paramLabel = "SHARE",
            defaultValue = "0.98",
            description = "Share of the smoothed loss in each next one (default: ${DEFAULT-VALUE}).")
    private double smoothing = 0.98;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Seed of everything random.")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Processor threads (default: all).")
    private @Nullable Integer threads;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            defaultValue = "float32",
            description = "float32, float64 or bfloat16.")
    private String precision = "float32";

    @Mixin
    private final FigureOutput output = new FigureOutput();

    @Option(names = "--no-figures", description = "Draw nothing.")
    private boolean noFigures;

    @Option(names = "--json", description = "Print the suggestions and all points as JSON.")
    private boolean json;

    /** What the test found, for programs. */
    private record Found(
            String optimizer, String outcome, Map<String, Double> suggestions, List<RateCurve.Point> points) {}

    @Override
    public Integer call() throws IOException {
        var search = search();
        var experiment = experiment();
        var curve = RateFinding.run(experiment, search, data.directory(), spec.commandLine());
        if (curve.outcome() == Outcome.CANCELLED) {
            spec.commandLine()
                    .getErr()
                    .println("stopped after " + curve.points().size() + " steps");
            return ExitCode.SOFTWARE;
        }
        report(experiment, curve);
        return ExitCode.OK;
    }

    private void report(Experiment experiment, RateCurve curve) throws IOException {
        var out = spec.commandLine().getOut();
        var suggestions = RateFinding.suggestions(curve);
        if (json) {
            JsonOutput.print(
                    out,
                    new Found(
                            experiment.training().optimizer().text(),
                            curve.outcome().name().toLowerCase(Locale.ROOT),
                            suggestions,
                            curve.points()));
        } else {
            RateFinding.lines(curve).forEach(out::println);
        }
        if (!noFigures) {
            var figure = new NamedFigure("learning-rate", RateFinding.figure(experiment, curve));
            for (var file : output.write(List.of(figure), Path.of("."))) {
                (json ? spec.commandLine().getErr() : out).println("figure: " + file);
            }
        }
    }

    private RateSearch search() {
        var ends = range.split(":", -1);
        try {
            if (ends.length == 2) {
                double limit = RateSearch.defaults().limit();
                return new RateSearch(
                        Double.parseDouble(ends[0]), Double.parseDouble(ends[1]), steps, smoothing, limit);
            }
        } catch (NumberFormatException notANumber) {
            throw malformedRange(notANumber);
        }
        throw malformedRange(null);
    }

    private IllegalArgumentException malformedRange(@Nullable Exception cause) {
        return new IllegalArgumentException("--range '" + range + "' must be two numbers, as in --range 1e-6:1", cause);
    }

    private Experiment experiment() throws IOException {
        var dataRecipe = data.recipe(DataRecipe.of("digits"));
        data.fetch(dataRecipe, spec.commandLine().getErr());
        var training = TrainingRecipe.of(
                        1,
                        batchSize,
                        OptimizerSettings.parse(optimizer),
                        Defaults.loss(loss, dataRecipe, data.directory()))
                .withAugmentation(augmentation == null ? Augmentation.describe(Augmentation.NONE) : augmentation)
                .withSeeds(TrainingRecipe.Seeds.all(seed))
                .withPrecision(Precision.parse(precision))
                .withThreads(threads == null ? Threads.available() : threads);
        return Experiment.of(model.recipe(ModelRecipe.of("mlp")), dataRecipe, training)
                .withStart(Optional.ofNullable(weights).map(Path::toString))
                .withLimit(data.limit());
    }
}
