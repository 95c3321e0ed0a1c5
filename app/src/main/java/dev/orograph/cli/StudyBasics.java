package dev.orograph.cli;

import dev.orograph.tensor.Threads;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags that all studies have, those without maps too. */
final class StudyBasics {
    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(names = "--run", paramLabel = "DIR", description = "Folder of the study (default: runs/study-NAME).")
    private @Nullable Path folder;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Seed of everything random.")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Processor threads (default: all).")
    private @Nullable Integer threads;

    @Option(names = "--quick", description = "Seconds instead of minutes: small data, short trainings, coarse maps.")
    private boolean quick;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /** Where the study of that name goes. */
    Path folder(String name) {
        return folder == null ? Defaults.RUNS.resolve("study-" + name + (quick ? "-quick" : "")) : folder;
    }

    DataOptions data() {
        return data;
    }

    long seed() {
        return seed;
    }

    int threads() {
        return threads == null ? Threads.available() : threads;
    }

    boolean isQuick() {
        return quick;
    }

    boolean printsJson() {
        return json;
    }
}
