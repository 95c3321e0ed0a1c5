package dev.orograph.cli;

import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.landscape.BatchNormPolicy;
import dev.orograph.landscape.PlaneRecipe;
import dev.orograph.landscape.Sampling;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.network.ModelRecipe;
import dev.orograph.run.Checkpoint;
import dev.orograph.run.RunFolder;
import dev.orograph.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags for checkpoints that another program left in a folder, a file of weights each; most of them the scripts'. */
final class CheckpointFolder {
    @Option(
            names = "--model-folder",
            paramLabel = "DIR",
            description = "Folder of checkpoints by another program: state dictionaries (.pt, .pth, .t7) or"
                    + " safetensors. Needs --model and --data.")
    private @Nullable Path folder;

    @Option(names = "--prefix", paramLabel = "TEXT", description = "Their names before the number (default: model_).")
    private @Nullable String prefix;

    @Option(names = "--suffix", paramLabel = "TEXT", description = "Their names after the number (default: .t7).")
    private @Nullable String suffix;

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final DataChoice data = new DataChoice();

    @Option(
            names = {"--loss", "--loss-name"},
            paramLabel = "NAME",
            description = "Loss for the --model-folder (default: what suits the data).")
    private @Nullable String loss;

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "Run folder for the result of a --model-folder (default: runs/MODEL-trajectory).")
    private @Nullable Path result;

    boolean isGiven() {
        return folder != null;
    }

    /** Refuses what only a folder has a use for. */
    void requireNothingElse() {
        boolean isUsed = prefix != null || suffix != null || loss != null || result != null;
        if (isUsed || model.isNamed() || data.isNamed()) {
            throw new IllegalArgumentException("--prefix, --suffix, --model, --data, --loss and --run are for the"
                    + " checkpoints of a --model-folder; a RUN knows its own, so leave them out");
        }
    }

    private Path folder() {
        if (folder == null) {
            throw new IllegalStateException("no folder of checkpoints is given");
        }
        return folder;
    }

    /**
     * All checkpoints, in the order of their numbers.
     *
     * @throws IOException if there is no such folder, or none in it
     */
    List<Checkpoint> checkpoints() throws IOException {
        if (!Files.isDirectory(folder())) {
            throw new IOException("there is no folder " + folder() + " of checkpoints");
        }
        var before = prefix == null ? "model_" : prefix;
        var after = suffix == null ? ".t7" : suffix;
        var pattern = Pattern.compile(Pattern.quote(before) + "(\\d{1,9})" + Pattern.quote(after));
        var found = new ArrayList<Checkpoint>();
        try (var files = Files.list(folder())) {
            for (var file : files.toList()) {
                var match = pattern.matcher(String.valueOf(file.getFileName()));
                if (match.matches()) {
                    found.add(new Checkpoint(Integer.parseInt(match.group(1)), file));
                }
            }
        }
        if (found.isEmpty()) {
            throw new IOException("folder " + folder() + " has no file " + before + "N" + after
                    + "; say with --prefix and --suffix how its checkpoints are named");
        }
        found.sort(Comparator.comparingInt(Checkpoint::epoch).thenComparing(Checkpoint::file));
        return found;
    }

    /** What says where they are, for messages. */
    String where() {
        return "folder " + folder();
    }

    /**
     * A survey around one of them.
     *
     * @throws IllegalArgumentException if network or data are not named
     */
    SurveyRecipe recipe(
            Path weights, Split split, OptionalInt limit, PlaneRecipe plane, Path dataDirectory, List<String> ranges)
            throws IOException {
        if (!model.isNamed() || !data.isNamed()) {
            throw new IllegalArgumentException("the checkpoints in " + folder()
                    + " hold weights alone; name the network with --model and the data with --data");
        }
        var recipe = data.recipe(DataRecipe.of("digits"));
        return new SurveyRecipe(
                model.recipe(ModelRecipe.of("mlp")),
                Optional.of(weights.toString()),
                recipe,
                List.of(split),
                limit,
                Sampling.ALL,
                plane,
                BatchNormPolicy.FROZEN,
                ranges,
                Defaults.loss(loss, recipe, dataDirectory).name(),
                Precision.FLOAT32,
                Map.of());
    }

    /** The run folder for the result; made if it is not there. */
    RunFolder target(SurveyRecipe recipe) throws IOException {
        var path = result == null
                ? Defaults.RUNS.resolve(Defaults.plain(recipe.model().name()) + "-trajectory")
                : result;
        return RunFolder.isRun(path) ? RunFolder.open(path) : RunFolder.create(path, SurveyRunner.manifest(recipe));
    }
}
