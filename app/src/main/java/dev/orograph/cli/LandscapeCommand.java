package dev.orograph.cli;

import dev.orograph.landscape.BatchNormPolicy;
import dev.orograph.landscape.PlaneRecipe;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.refinement.Tolerance;
import dev.orograph.run.RunFolder;
import dev.orograph.tensor.Threads;
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

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Mixin
    private final SamplingOptions sampling = new SamplingOptions();

    @Mixin
    private final MeasureOptions measure = new MeasureOptions();

    @Mixin
    private final CellCurvatureOptions curvature = new CellCurvatureOptions();

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
                    + " of at most P%% of the loss, and 5 P%% for 95 of 100.")
    private @Nullable String adaptive;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the surface in the run folder.")
    private @Nullable String name;

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
                network.dataDirectory(),
                threads == null ? Threads.available() : threads,
                block == null ? OptionalInt.empty() : OptionalInt.of(block),
                name == null ? nameOf(recipe) + (network.isAveraged() ? "-averaged" : "") : name,
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
        return network.target(recipe.model(), "-landscape", () -> SurveyRunner.manifest(recipe));
    }

    private SurveyRecipe recipe() throws IOException {
        network.requireSense("surface");
        var choice = network.choice(spec().commandLine().getErr());
        return new SurveyRecipe(
                choice.model(),
                network.weights().map(Path::toString),
                choice.data(),
                measure.splits(choice.data(), network.dataDirectory()),
                network.limit(choice),
                sampling.sampling(plane.seed()),
                plane(),
                PolicyPair.asks(measure.batchNorm())
                        ? BatchNormPolicy.FROZEN
                        : BatchNormPolicy.parse(measure.batchNorm()),
                ranges(),
                network.loss(choice, measure.loss()),
                measure.precision(),
                Map.of(),
                curvature.measure(plane.seed()));
    }

    private List<String> ranges() {
        if (y == null && z != null) {
            throw new IllegalArgumentException(
                    "--z is for a third direction; give the second with --y, as in --y=-1:1:51");
        }
        return Stream.of(x, y, z).filter(Objects::nonNull).toList();
    }

    private PlaneRecipe plane() throws IOException {
        return plane.recipe(ranges().size(), new DirectionWords(network.runs(), network.run(), network.epoch()));
    }

    private static String nameOf(SurveyRecipe recipe) {
        var kind = recipe.plane().directions().get(0).kind();
        var size = IntStream.range(0, recipe.grid().size())
                .mapToObj(axis -> Integer.toString(recipe.points(axis)))
                .collect(Collectors.joining("x"));
        return kind + (recipe.measure().isPresent() ? "-curvature-" : "-") + size;
    }
}
