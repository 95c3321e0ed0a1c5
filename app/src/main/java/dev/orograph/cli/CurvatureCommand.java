package dev.orograph.cli;

import dev.orograph.curvature.Curvature;
import dev.orograph.curvature.CurvatureRecipe;
import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.network.ModelRecipe;
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
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

    @Mixin
    private final CurvatureOptions wishes = new CurvatureOptions();

    @Option(
            names = {"--model-file", "--weights"},
            paramLabel = "FILE",
            description = "Weights: safetensors or a PyTorch state dictionary.")
    private @Nullable Path weights;

    @Option(names = "--epoch", paramLabel = "N", description = "Checkpoint of the RUN (default: the last).")
    private @Nullable Integer epoch;

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

    @Option(names = "--run", paramLabel = "DIR", description = "Run folder for the result where no RUN is given.")
    private @Nullable Path folder;

    @Option(names = "--overwrite", description = "Replace a report of the same name.")
    private boolean overwrite;

    @Option(names = "--no-figures", description = "Draw nothing.")
    private boolean noFigures;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        requireSense();
        var recipe = recipe();
        Curvature.parse(operator, seed);
        var bytes = MemorySize.parse(memory);
        int count = threads == null ? Threads.available() : threads;
        Threads.require(count);
        var runner = new CurvatureRunner(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                new CurvatureRunner.Settings(
                        data.directory(),
                        count,
                        bytes / 2,
                        name == null ? nameOf() : name,
                        parseSmoothing(),
                        overwrite,
                        !noFigures,
                        json));
        var request = wishes.request(overEpochs, count, bytes / 2, seed);
        return runner.run(recipe, request, points(), initial(), experiment(), this::target);
    }

    private void requireSense() {
        if (run == null && (overEpochs || epoch != null)) {
            throw new IllegalArgumentException((overEpochs ? "--over-epochs follows" : "--epoch chooses")
                    + " checkpoints of a RUN, but no RUN is given");
        }
        if (overEpochs && epoch != null) {
            throw new IllegalArgumentException("--epoch " + epoch + " and --over-epochs contradict each other");
        }
        if (run != null && folder != null) {
            throw new IllegalArgumentException(
                    "the report goes into the RUN that was given; leave out --run " + folder);
        }
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
        return overEpochs ? operator + "-over-epochs" : epoch == null ? operator : operator + "-epoch-" + epoch;
    }

    private RunFolder target(CurvatureRecipe recipe) throws IOException {
        if (run != null) {
            return runs.open(run);
        }
        var path = folder == null
                ? Defaults.RUNS.resolve(Defaults.plain(recipe.model().name()) + "-curvature")
                : folder;
        return RunFolder.isRun(path)
                ? RunFolder.open(path)
                : RunFolder.create(
                        path,
                        Manifest.of("curvature", recipe).with(Machine.current().provenance()));
    }

    private CurvatureRecipe recipe() throws IOException {
        var experiment = experiment();
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
        data.fetch(dataRecipe, spec.commandLine().getErr());
        var lossName = loss == null && experiment.isPresent()
                ? experiment.get().training().loss().name()
                : Defaults.loss(loss, dataRecipe, data.directory()).name();
        return new CurvatureRecipe(
                modelRecipe,
                points().isEmpty()
                        ? Optional.ofNullable(weights).map(Path::toString)
                        : Optional.of(points().get(0).file().toString()),
                dataRecipe,
                split(dataRecipe),
                data.limit().isPresent()
                        ? data.limit()
                        : experiment.map(Experiment::limit).orElse(OptionalInt.empty()),
                lossName,
                Precision.parse(precision),
                operator,
                blocks,
                seed);
    }

    private Split split(DataRecipe recipe) {
        if (split != null) {
            return Split.parse(split);
        }
        var available = recipe.source(data.directory()).splits();
        return available.contains(Split.TRAIN)
                ? Split.TRAIN
                : available.iterator().next();
    }

    private Optional<Experiment> experiment() throws IOException {
        if (run == null) {
            return Optional.empty();
        }
        var manifest = runs.open(run).manifest();
        return manifest.kind().equals("train") ? Optional.of(manifest.settings(Experiment.class)) : Optional.empty();
    }

    /** The checkpoints of a run; empty for weights from elsewhere. */
    private List<Checkpoint> points() throws IOException {
        if (run == null || weights != null) {
            return List.of();
        }
        var folderOfRun = runs.open(run);
        return overEpochs ? epochs.of(folderOfRun) : List.of(RunCheckpoints.find(folderOfRun, epoch));
    }

    /** Where the training of the run began, if that was kept. */
    private Optional<Path> initial() throws IOException {
        if (run == null) {
            return Optional.empty();
        }
        return runs.open(run).checkpoints().stream()
                .filter(checkpoint -> checkpoint.epoch() == 0)
                .map(Checkpoint::file)
                .findFirst();
    }
}
