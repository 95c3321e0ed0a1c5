package dev.orograph.cli;

import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The flag that says where runs lie; the same wherever a command takes the name of a run. */
final class RunsOption {
    @Option(names = "--runs", paramLabel = "DIR", description = "Where runs lie by name (default: runs).")
    private Path folder = Path.of("runs");

    Path folder() {
        return folder;
    }

    /** Where a run of that name is or would be: a path as it is, a plain name in the folder of runs. */
    Path place(String text) {
        var given = path(text);
        return Files.isDirectory(given) || given.getNameCount() > 1 || given.isAbsolute()
                ? given
                : folder.resolve(given);
    }

    /** The run of that path or name; empty if there is none. */
    Optional<RunFolder> find(String text) throws IOException {
        for (var place : List.of(path(text), folder.resolve(text))) {
            if (RunFolder.isRun(place)) {
                return Optional.of(RunFolder.open(place));
            }
        }
        return Optional.empty();
    }

    /**
     * The run of that path or name.
     *
     * @throws IOException if there is none, naming those there are
     */
    RunFolder open(String text) throws IOException {
        var run = find(text);
        if (run.isPresent()) {
            return run.get();
        }
        var given = path(text);
        if (Files.exists(given) || given.getNameCount() > 1) {
            // a path, not a name: says what is missing there
            return RunFolder.open(given);
        }
        throw new IOException("there is no run '" + text + "'" + others());
    }

    /** What to say after it turned out that there is no run of some name. */
    String others() throws IOException {
        var names = RunFolder.list(folder).stream()
                .map(run -> String.valueOf(run.getFileName()))
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? ": " + folder + " holds no runs; choose another folder with --runs"
                : "; there are " + names;
    }

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is no path: " + e.getReason(), e);
        }
    }
}
