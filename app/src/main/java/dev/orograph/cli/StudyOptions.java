package dev.orograph.cli;

import dev.orograph.data.DataRecipe;
import dev.orograph.study.StudySettings;
import dev.orograph.tensor.Threads;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags that all studies have. */
final class StudyOptions {
    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(names = "--run", paramLabel = "DIR", description = "Folder of the study (default: runs/study-NAME).")
    private @Nullable Path folder;

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs of each training.")
    private @Nullable Integer epochs;

    @Option(names = "--map-limit", paramLabel = "N", description = "Samples over which maps are measured.")
    private @Nullable Integer mapSamples;

    @Option(names = "--range", paramLabel = "MIN:MAX:N", description = "Both axes of the maps.")
    private @Nullable String range;

    @Option(
            names = "--directions",
            paramLabel = "K",
            description = "Sets of directions over which the spread is taken (default: 3).")
    private @Nullable Integer directions;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Seed of everything random.")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Processor threads (default: all).")
    private @Nullable Integer threads;

    @Option(names = "--quick", description = "Seconds instead of minutes: small data, short trainings, coarse maps.")
    private boolean quick;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /**
     * What a study takes where the user says nothing.
     *
     * @param data name of the data set
     * @param samples of each part, 0 for all
     */
    record Preset(String data, int samples, int epochs, int mapSamples, String range, int directions) {}

    /** The settings that were asked for. */
    StudySettings settings(String name, Preset full, Preset small) {
        var preset = quick ? small : full;
        var samples = preset.samples() == 0 ? OptionalInt.empty() : OptionalInt.of(preset.samples());
        return new StudySettings(
                folder == null ? Defaults.RUNS.resolve("study-" + name + (quick ? "-quick" : "")) : folder,
                data.directory(),
                data.recipe(DataRecipe.of(preset.data())),
                data.limit().isPresent() ? data.limit() : samples,
                epochs == null ? preset.epochs() : epochs,
                mapSamples == null ? preset.mapSamples() : mapSamples,
                range == null ? preset.range() : range,
                directions == null ? preset.directions() : directions,
                seed,
                threads == null ? Threads.available() : threads);
    }

    DataOptions data() {
        return data;
    }

    boolean isQuick() {
        return quick;
    }

    boolean printsJson() {
        return json;
    }
}
