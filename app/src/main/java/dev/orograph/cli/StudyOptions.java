package dev.orograph.cli;

import dev.orograph.data.DataRecipe;
import dev.orograph.study.StudySettings;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags that all studies with maps have. */
final class StudyOptions {
    @Mixin
    private final StudyBasics basics = new StudyBasics();

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

    /**
     * What a study takes where the user says nothing.
     *
     * @param data name of the data set
     * @param samples of each part, 0 for all
     */
    record Preset(String data, int samples, int epochs, int mapSamples, String range, int directions) {}

    /** The settings that were asked for. */
    StudySettings settings(String name, Preset full, Preset small) {
        var preset = basics.isQuick() ? small : full;
        var samples = preset.samples() == 0 ? OptionalInt.empty() : OptionalInt.of(preset.samples());
        return new StudySettings(
                basics.folder(name),
                data().directory(),
                data().recipe(DataRecipe.of(preset.data())),
                data().limit().isPresent() ? data().limit() : samples,
                epochs == null ? preset.epochs() : epochs,
                mapSamples == null ? preset.mapSamples() : mapSamples,
                range == null ? preset.range() : range,
                directions == null ? preset.directions() : directions,
                basics.seed(),
                basics.threads());
    }

    DataOptions data() {
        return basics.data();
    }

    boolean isQuick() {
        return basics.isQuick();
    }

    boolean printsJson() {
        return basics.printsJson();
    }
}
