package dev.orograph.cli;

import dev.orograph.data.DataRecipe;
import dev.orograph.landscape.BatchNormPolicy;
import dev.orograph.landscape.PlaneRecipe;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.network.ModelRecipe;
import dev.orograph.refinement.Tolerance;
import dev.orograph.run.RunFolder;
import dev.orograph.tensor.Threads;
import dev.orograph.training.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the loss along a line or over a plane through a network's weights. */
@Command(
        name = "landscape",
        description = {
            "Measures loss and accuracy, and curvature on request, along a line or over a plane through a network's weights.",
            "The network is that of a RUN, or --model with --model-file, or --model script:FILE.pt.",
        },
        mixinStandardHelpOptions = true)
final class LandscapeCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

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
    private final SamplingOptions sampling = new SamplingOptions();

    @Mixin
    private final MeasureOptions measure = new MeasureOptions();

    @Mixin
    private final CellCurvatureOptions curvature = new CellCurvatureOptions();

    @Option(
            names = {"--model-file", "--weights"},
            paramLabel = "FILE",
            description = "Weights at the centre: safetensors or a PyTorch state dictionary.")
    private @Nullable Path weights;

    @Option(names = "--epoch", paramLabel = "N", description = "Checkpoint of the RUN (default: the last).")
    private @Nullable Integer epoch;

    @Option(
            names = "--x",
            paramLabel = "MIN:MAX:N",
            defaultValue = "-1:1:51",
            description = "Range along x (default: ${DEFAULT-VALUE}); auto or auto:N goes as far as the loss rises.")
    private String x = "-1:1:51";

    @Option(names = "--y", paramLabel = "MIN:MAX:N", description = "Range along y; without it, a line along x.")
    private @Nullable String y;

    @Option(names = "--z", paramLabel = "MIN:MAX:N", description = "Range along a third direction, for a volume.")
    private @Nullable String z;

    @Mixin
    private final PlaneOptions plane = new PlaneOptions("random");

    @Option(names = "--threads", paramLabel = "N", description = "Workers (default: one per processor).")
    private @Nullable Integer threads;

    @Option(
            names = "--block",
            paramLabel = "N",
            description = "Samples per forward pass (default: what suits the cache).")
    private @Nullable Integer block;

    @Option(
            names = "--adaptive",
            paramLabel = "P%",
            description = "Measure only as many cells as it needs for the others to be interpolated with a median error"
                    + " of at most P% of the loss, and 5 P% for 95 of 100.")
    private @Nullable String adaptive;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the surface in the run folder.")
    private @Nullable String name;

    @Option(names = "--run", paramLabel = "DIR", description = "Run folder for the result where no RUN is given.")
    private @Nullable Path folder;

    @Option(names = "--surf-file", paramLabel = "FILE", description = "Write the surface to this HDF5 file too.")
    private @Nullable Path surfaceFile;

    @Option(
            names = "--save-directions",
            paramLabel = "FILE",
            description = "Write the directions to this HDF5 file, for --dir-file or the loss-landscape scripts.")
    private @Nullable Path directionFile;

    @Option(names = "--overwrite", description = "Replace a surface of the same name.")
    private boolean overwrite;

    @Option(names = "--no-figures", description = "Draw nothing.")
    private boolean noFigures;

    @Option(names = "--dry-run", description = "Only say how many cells there are, how long they take and what memory.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var recipe = recipe();
        var settings = new SurveyRunner.Settings(
                data.directory(),
                threads == null ? Threads.available() : threads,
                block == null ? OptionalInt.empty() : OptionalInt.of(block),
                name == null ? nameOf(recipe) : name,
                Optional.ofNullable(surfaceFile),
                Optional.ofNullable(directionFile),
                overwrite,
                !noFigures,
                Optional.ofNullable(adaptive).map(Tolerance::parse),
                sampling.directions());
        var runner = new SurveyRunner(
                spec().commandLine().getOut(), spec().commandLine().getErr(), json);
        if (dryRun) {
            return runner.estimate(recipe, settings);
        }
        var planes = plane.several();
        if (planes.isPresent()) {
            if (PolicyPair.asks(measure.batchNorm()) || sampling.directions() > 1) {
                throw new IllegalArgumentException(
                        "several planes, policies and pairs of directions do not go together; choose one of them");
            }
            return planes.get()
                    .run(
                            runner,
                            recipe,
                            settings,
                            this::target,
                            spec().commandLine().getOut());
        }
        if (PolicyPair.asks(measure.batchNorm())) {
            return PolicyPair.parse(measure.batchNorm(), spec().commandLine().getOut())
                    .run(runner, recipe, settings, this::target);
        }
        return runner.run(recipe, settings, this::target);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("the command has no specification");
        }
        return spec;
    }

    /** The folder that receives the surface; made only when everything else has been found in order. */
    private RunFolder target(SurveyRecipe recipe) throws IOException {
        if (run != null) {
            return runs.open(run);
        }
        var path = folder == null
                ? Defaults.RUNS.resolve(Defaults.plain(recipe.model().name()) + "-landscape")
                : folder;
        return RunFolder.isRun(path) ? RunFolder.open(path) : RunFolder.create(path, SurveyRunner.manifest(recipe));
    }

    private SurveyRecipe recipe() throws IOException {
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
        data.fetch(dataRecipe, spec().commandLine().getErr());
        var lossName = measure.loss() == null && experiment.isPresent()
                ? experiment.get().training().loss().name()
                : Defaults.loss(measure.loss(), dataRecipe, data.directory()).name();
        return new SurveyRecipe(
                modelRecipe,
                weights().map(Path::toString),
                dataRecipe,
                measure.splits(dataRecipe, data.directory()),
                limit(experiment),
                sampling.sampling(plane.seed()),
                plane(),
                PolicyPair.asks(measure.batchNorm())
                        ? BatchNormPolicy.FROZEN
                        : BatchNormPolicy.parse(measure.batchNorm()),
                ranges(),
                lossName,
                measure.precision(),
                Map.of(),
                curvature.measure(plane.seed()));
    }

    private OptionalInt limit(Optional<Experiment> experiment) {
        return data.limit().isPresent()
                ? data.limit()
                : experiment.map(Experiment::limit).orElse(OptionalInt.empty());
    }

    private Optional<Experiment> experiment() throws IOException {
        return run == null ? Optional.empty() : RunCheckpoints.trained(runs.open(run));
    }

    private Optional<Path> weights() throws IOException {
        if (weights != null) {
            return Optional.of(weights);
        }
        return run == null
                ? Optional.empty()
                : Optional.of(RunCheckpoints.find(runs.open(run), epoch).file());
    }

    private List<String> ranges() {
        if (y == null && z != null) {
            throw new IllegalArgumentException(
                    "--z is for a third direction; give the second with --y, as in --y=-1:1:51");
        }
        return Stream.of(x, y, z).filter(Objects::nonNull).toList();
    }

    private PlaneRecipe plane() throws IOException {
        if (run != null && folder != null) {
            throw new IllegalArgumentException(
                    "the surface goes into the RUN that was given; leave out --run " + folder);
        }
        if (run == null && epoch != null) {
            throw new IllegalArgumentException("--epoch chooses a checkpoint of a RUN, but no RUN is given");
        }
        return plane.recipe(ranges().size(), new DirectionWords(runs, run, epoch));
    }

    private static String nameOf(SurveyRecipe recipe) {
        var kind = recipe.plane().directions().get(0).kind();
        var size = IntStream.range(0, recipe.grid().size())
                .mapToObj(axis -> Integer.toString(recipe.points(axis)))
                .collect(Collectors.joining("x"));
        return kind + (recipe.measure().isPresent() ? "-curvature-" : "-") + size;
    }
}
