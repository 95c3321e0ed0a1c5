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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags that choose data and how it is prepared; the same wherever a command reads data. */
final class DataOptions {
    @Mixin
    private final DataChoice choice = new DataChoice();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where data sets lie (default: the variable OROGRAPH_DATA, else ~/.orograph/data).")
    private @Nullable Path directory;

    @Option(names = "--download", description = "Fetch the data set from its public address if it is not there.")
    private boolean download;

    @Option(names = "--limit", paramLabel = "N", description = "Use only the first N samples of each split.")
    private @Nullable Integer limit;

    /** What was asked for, over what {@code base} says; {@code base} stands for flags that are absent. */
    DataRecipe recipe(DataRecipe base) {
        return choice.recipe(base);
    }

    boolean isNamed() {
        return choice.isNamed();
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
