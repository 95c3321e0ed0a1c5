package dev.orograph.cli;

import dev.orograph.data.DataDirectory;
import dev.orograph.data.DataRecipe;
import dev.orograph.data.DataSources;
import dev.orograph.data.Downloader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that choose data and how it is prepared; the same wherever a command reads data. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "NAME",
            description =
                    "digits, mnist, fashion-mnist, cifar10, cifar100, toy, spirals, blobs, or file:FILE.safetensors"
                            + " with tensors inputs and targets.")
    private @Nullable String name;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where data sets lie (default: the variable OROGRAPH_DATA, else ~/.orograph/data).")
    private @Nullable Path directory;

    @Option(names = "--download", description = "Fetch the data set from its public address if it is not there.")
    private boolean download;

    @Option(
            names = {"--normalisation", "--normalization"},
            paramLabel = "HOW",
            description = "published, half ((v/255-.5)/.5), unit (v/255), none, or MEANS/DEVIATIONS.")
    private @Nullable String scaling;

    @Option(names = "--pad", paramLabel = "N", description = "Pixels of zero on each side of an image.")
    private @Nullable Integer padding;

    @Option(names = "--validation", paramLabel = "N", description = "Training samples set aside for validation.")
    private @Nullable Integer validation;

    @Option(names = "--limit", paramLabel = "N", description = "Use only the first N samples of each split.")
    private @Nullable Integer limit;

    /** What was asked for, over what {@code base} says; {@code base} stands for flags that are absent. */
    DataRecipe recipe(DataRecipe base) {
        return new DataRecipe(
                name == null ? base.name() : name,
                scaling == null ? base.scaling() : scaling,
                padding == null ? base.padding() : padding,
                validation == null ? base.validationSamples() : validation,
                base.seed());
    }

    boolean isNamed() {
        return name != null;
    }

    Path directory() {
        return DataDirectory.resolve(Optional.ofNullable(directory));
    }

    /** Fetches the data set if that was asked for. */
    void fetch(DataRecipe recipe, PrintWriter err) throws IOException {
        if (download) {
            try (var listener = new TerminalListener(err)) {
                DataSources.download(recipe.name(), directory(), Downloader.create(), listener);
            }
        }
    }

    OptionalInt limit() {
        return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
    }
}
