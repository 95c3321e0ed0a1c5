package dev.orograph.study;

import dev.orograph.progress.Listener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

/** A published experiment, repeated. Run again, it goes on where it ended. */
public interface Study {
    /** What is done, in a sentence. */
    String question();

    /** How long it is likely to take on two processor cores, in seconds; trainings and maps that are there still count. */
    double expectedSeconds();

    /**
     * Trains, maps, measures and writes.
     *
     * @throws CancellationException if the listener asked to stop; what was done is kept
     * @throws IOException if data is missing, a file cannot be written, or the folder holds the study with other settings
     */
    Result run(Listener listener) throws IOException;

    /**
     * What a study found.
     *
     * @param findings what was measured, in sentences
     * @param head of the table's columns
     * @param rows of the table
     * @param files that were written
     */
    record Result(List<String> findings, List<String> head, List<List<String>> rows, List<Path> files) {
        public Result {
            findings = List.copyOf(findings);
            head = List.copyOf(head);
            rows = List.copyOf(rows);
            files = List.copyOf(files);
        }
    }
}
