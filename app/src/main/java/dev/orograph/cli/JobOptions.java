package dev.orograph.cli;

import dev.orograph.tensor.Threads;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many trainings run at once, and with how many threads each. */
final class JobOptions {
    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "Trainings at once (default: one for each processor, single-threaded, which shares the machine"
                            + " best).")
    private @Nullable Integer jobs;

    int jobs() {
        if (jobs != null && jobs < 1) {
            throw new IllegalArgumentException("--jobs " + jobs + " must be at least 1");
        }
        return jobs == null ? Threads.available() : jobs;
    }

    /** Threads of each training where none are named: what the processors give to so many at once. */
    String threads() {
        return Integer.toString(Math.max(1, Threads.available() / jobs()));
    }
}
