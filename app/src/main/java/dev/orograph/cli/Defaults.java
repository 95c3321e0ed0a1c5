package dev.orograph.cli;

import dev.orograph.data.DataRecipe;
import dev.orograph.objective.Loss;
import dev.orograph.training.SuitableLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What commands take where the user says nothing. */
final class Defaults {
    /** Where runs lie unless told otherwise. */
    static final Path RUNS = Path.of("runs");

    private Defaults() {}

    /** The loss of that name, or the one that suits the targets. */
    static Loss loss(@Nullable String name, DataRecipe data, Path dataDirectory) throws IOException {
        return name == null ? SuitableLoss.of(data, dataDirectory) : Loss.byName(name);
    }

    /** A folder under {@link #RUNS} of that name, with a number where it is taken. */
    static Path freeFolder(String name) {
        var folder = RUNS.resolve(plain(name));
        for (int number = 2; Files.exists(folder); number++) {
            folder = RUNS.resolve(plain(name) + "-" + number);
        }
        return folder;
    }

    /** A name as it may stand in a path: of a file, its name without folders and ending. */
    static String plain(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return last.toLowerCase(Locale.ROOT)
                .replaceAll("\\.(pt|safetensors)$", "")
                .replaceAll("[^a-z0-9.]+", "-");
    }
}
