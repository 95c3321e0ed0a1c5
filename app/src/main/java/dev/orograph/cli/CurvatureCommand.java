package dev.orograph.cli;

import dev.orograph.curvature.Curvature;
import dev.orograph.curvature.CurvatureRecipe;
import dev.orograph.data.Split;
import dev.orograph.provenance.Machine;
import dev.orograph.run.Checkpoint;
import dev.orograph.run.Manifest;
import dev.orograph.run.RunFolder;
import dev.orograph.spectrum.Smoothing;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Threads;
import dev.orograph.training.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds eigenvalues, trace and spectral density of the Hessian of a network's loss, and measures of sharpness. */
@Command(
        name = "curvature",
        description = {
            "Eigenvalues, trace, spectral density and sharpness of a network's loss, each with its error.",
            "The network is that of a RUN, or --model with --model-file, or --model script:FILE.pt.",
        },
        mixinStandardHelpOptions = true)
final class CurvatureCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Mixin
    private final CurvatureOptions wishes = new CurvatureOptions();

    @Option(names = "--over-epochs", description = "At every checkpoint of the RUN.")
    private boolean overEpochs;

    @Mixin
    private final EpochOptions epochs = new EpochOptions();

    @Option(
            names = "--operator",
            paramLabel = "NAME",
            defaultValue = "hessian",
            description = "hessian, gauss-newton, fisher (labels drawn from the network), empirical-fisher, or"
                    + " finite-difference, a check of hessian (default: ${DEFAULT-VALUE}).")
    private String operator = "hessian";

    @Option(
            names = "--block",
            paramLabel = "NAME",
            split = ",",
            description = "Only the part of these blocks of parameters, such as conv1.weight or layer1.")
    private List<String> blocks = List.of();

    @Option(names = "--split", paramLabel = "NAME", description = "train or test (default: train, or the only one).")
    private @Nullable String split;

    @Option(
            names = {"--loss", "--loss-name"},
            paramLabel = "NAME",
            description = "Default: the RUN's, or what suits the data.")
    private @Nullable String loss;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            defaultValue = "float32",
            description = "float32 or float64 (default: ${DEFAULT-VALUE}).")
    private String precision = "float32";

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Seed of everything random.")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Threads (default: one per processor).")
    private @Nullable Integer threads;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "4G",
            description = "Memory for vectors and kept graphs, such as 500M or 16G (default: ${DEFAULT-VALUE}).")
    private String memory = "4G";

    @Option(
            names = "--smoothing",
            paramLabel = "NAME",
            defaultValue = "pyhessian",
            description = "Width of the density's Gaussians: pyhessian or papyan (default: ${DEFAULT-VALUE}).")
    private String smoothing = "pyhessian";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the report in the run folder (default: the operator's, with the epoch).")
    private @Nullable String name;

    @Option(names = "--overwrite", description = "Replace a report of the same name.")
    private boolean overwrite;

    @Option(names = "--no-figures", description = "Draw nothing.")
    private boolean noFigures;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        requireSense();
        var choice = network.choice(spec.commandLine().getErr());
        var checkpoints = checkpoints();
        var recipe = recipe(choice, checkpoints);
        Curvature.parse(operator, seed);
        var bytes = MemorySize.parse(memory);
        int count = threads == null ? Threads.available() : threads;
        Threads.require(count);
        var runner = new CurvatureRunner(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                new CurvatureRunner.Settings(
                        network.dataDirectory(),
                        count,
                        bytes / 2,
                        name == null ? nameOf() : name,
                        parseSmoothing(),
                        overwrite,
                        !noFigures,
                        json));
        var request = wishes.request(overEpochs, count, bytes / 2, seed);
        // no optimizer stands at an average, so it has no threshold of stability
        var trained = network.isAveraged() ? Optional.<Experiment>empty() : choice.experiment();
        return runner.run(recipe, request, checkpoints, initial(), trained, this::target);
    }

    private void requireSense() {
        if (network.run() == null && (overEpochs || network.epoch() != null)) {
            throw new IllegalArgumentException((overEpochs ? "--over-epochs follows" : "--epoch chooses")
                    + " checkpoints of a RUN, but no RUN is given");
        }
        if (overEpochs && network.epoch() != null) {
            throw new IllegalArgumentException(
                    "--epoch " + network.epoch() + " and --over-epochs contradict each other");
        }
        network.requireSense("report");
    }

    private Smoothing parseSmoothing() {
        return switch (smoothing.toLowerCase(Locale.ROOT)) {
            case "pyhessian" -> Smoothing.PYHESSIAN;
            case "papyan" -> Smoothing.PAPYAN;
            default ->
                throw new IllegalArgumentException(
                        "--smoothing '" + smoothing + "' is unknown; choose pyhessian or papyan");
        };
    }

    private String nameOf() {
        var what = network.isAveraged() ? operator + "-averaged" : operator;
        if (overEpochs) {
            return what + "-over-epochs";
        }
        return network.epoch() == null ? what : what + "-epoch-" + network.epoch();
    }

    private RunFolder target(CurvatureRecipe recipe) throws IOException {
        return network.target(
                recipe.model(),
                "-curvature",
                () -> Manifest.of("curvature", recipe).with(Machine.current().provenance()));
    }

    private CurvatureRecipe recipe(NetworkOptions.Choice choice, List<Checkpoint> checkpoints) throws IOException {
        return new CurvatureRecipe(
                choice.model(),
                (checkpoints.isEmpty()
                                ? network.namedWeights()
                                : Optional.of(checkpoints.get(0).file()))
                        .map(Path::toString),
                choice.data(),
                split == null ? MeasureOptions.usualSplit(choice.data(), network.dataDirectory()) : Split.parse(split),
                network.limit(choice),
                network.loss(choice, loss),
                Precision.parse(precision),
                operator,
                blocks,
                seed);
    }

    /** The checkpoints of a run; empty for weights from elsewhere. */
    private List<Checkpoint> checkpoints() throws IOException {
        if (network.run() == null || network.namedWeights().isPresent()) {
            return List.of();
        }
        var run = network.runs().open(network.run());
        if (!overEpochs) {
            return List.of(network.checkpoint(run));
        }
        return network.isAveraged() ? RunCheckpoints.averaged(run, epochs.of(run)) : epochs.of(run);
    }

    /** Where the training of the run began, if that was kept. */
    private Optional<Path> initial() throws IOException {
        if (network.run() == null) {
            return Optional.empty();
        }
        return network.runs().open(network.run()).checkpoints().stream()
                .filter(checkpoint -> checkpoint.epoch() == 0)
                .map(Checkpoint::file)
                .findFirst();
    }
}
