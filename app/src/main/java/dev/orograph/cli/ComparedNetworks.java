package dev.orograph.cli;

import dev.orograph.data.DataRecipe;
import dev.orograph.landscape.BatchNormPolicy;
import dev.orograph.landscape.PlaneRecipe;
import dev.orograph.landscape.Sampling;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.measurement.Surface;
import dev.orograph.network.ModelRecipe;
import dev.orograph.run.RunFolder;
import dev.orograph.study.MappedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;

/** Flags that say what the compared networks are and how all of them are mapped. */
final class ComparedNetworks {
    private static final List<String> SURFACES = List.of(".h5", ".hdf5", ".csv");
    private static final Pattern WITH_EPOCH = Pattern.compile("(.+)@(\\d{1,9})");

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final NormalisationOptions normalisation = new NormalisationOptions();

    @Mixin
    private final MeasureOptions measure = new MeasureOptions();

    Path dataDirectory() {
        return data.directory();
    }

    /** The surface in a file of that name; empty if it is no name of a surface's file. */
    Optional<Surface> surface(String text) throws IOException {
        var name = text.toLowerCase(Locale.ROOT);
        return SURFACES.stream().anyMatch(name::endsWith)
                ? Optional.of(SurfaceFile.read(RunsOption.path(text)))
                : Optional.empty();
    }

    /**
     * A network to be mapped.
     *
     * @param text a run, with or without an epoch, or a file of weights
     * @param result folder of the comparison, where surfaces of files of weights go
     */
    MappedNetwork network(String text, String label, List<String> ranges, Path result) throws IOException {
        var file = RunsOption.path(text);
        if (!Files.isDirectory(file) && WeightFile.isWeightFile(file)) {
            return ofFile(file, label, ranges, result);
        }
        var match = WITH_EPOCH.matcher(text);
        var folder = runs.open(match.matches() ? match.group(1) : text);
        var experiment = RunCheckpoints.trained(folder)
                .orElseThrow(() -> new IllegalArgumentException(folder.path()
                        + " was not trained here; name one of its surfaces, as in " + folder.surfaceFile("NAME")));
        var checkpoint = RunCheckpoints.find(folder, match.matches() ? Integer.valueOf(match.group(2)) : null);
        var lossName = Optional.ofNullable(measure.loss())
                .orElse(experiment.training().loss().name());
        return mapped(
                label,
                folder,
                experiment.model(),
                checkpoint.file(),
                data.recipe(experiment.data()),
                data.limit().isPresent() ? data.limit() : experiment.limit(),
                lossName,
                ranges);
    }

    private MappedNetwork ofFile(Path file, String label, List<String> ranges, Path result) throws IOException {
        if (!model.isNamed() || !data.isNamed()) {
            throw new IllegalArgumentException(
                    file + " holds weights alone; name the network with --model and the data with --data");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        var recipe = data.recipe(DataRecipe.of("digits"));
        var lossName = Defaults.loss(measure.loss(), recipe, data.directory()).name();
        var place = result.resolve(Defaults.plain(label));
        var network = model.recipe(ModelRecipe.of("mlp"));
        var survey = recipe(network, file, recipe, data.limit(), lossName, ranges, 0);
        var folder =
                RunFolder.isRun(place) ? RunFolder.open(place) : RunFolder.create(place, SurveyRunner.manifest(survey));
        return mapped(label, folder, network, file, recipe, data.limit(), lossName, ranges);
    }

    private MappedNetwork mapped(
            String label,
            RunFolder folder,
            ModelRecipe network,
            Path weights,
            DataRecipe recipe,
            OptionalInt limit,
            String lossName,
            List<String> ranges) {
        recipe(network, weights, recipe, limit, lossName, ranges, 0); // what is wrong is told before the first map
        return new MappedNetwork(
                label, folder, seed -> recipe(network, weights, recipe, limit, lossName, ranges, seed));
    }

    private SurveyRecipe recipe(
            ModelRecipe network,
            Path weights,
            DataRecipe recipe,
            OptionalInt limit,
            String lossName,
            List<String> ranges,
            long seed) {
        return new SurveyRecipe(
                network,
                Optional.of(weights.toString()),
                recipe,
                measure.splits(recipe, data.directory()),
                limit,
                Sampling.ALL,
                PlaneRecipe.random(ranges.size(), seed, normalisation.normalization(), normalisation.rankOne()),
                BatchNormPolicy.parse(measure.batchNorm()),
                ranges,
                lossName,
                measure.precision(),
                Map.of());
    }
}
