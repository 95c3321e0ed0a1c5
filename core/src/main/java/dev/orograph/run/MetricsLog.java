package dev.orograph.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Writes a run's {@code metrics.jsonl}: one JSON object per line, only ever appended to. A line that was being written
 * when the process ended is dropped when the log is opened again. Thread-safe.
 */
public final class MetricsLog implements AutoCloseable {
    private final AppendFile file;
    private int size;

    private MetricsLog(AppendFile file, int size) {
        this.file = file;
        this.size = size;
    }

    /**
     * Opens the log at its end; begins one if there is none.
     *
     * @throws IOException naming the file and the line, if it holds anything but records
     */
    public static MetricsLog open(Path file) throws IOException {
        return open(file, List::size);
    }

    /** Opens the log and cuts it off before its first record of a later step than {@code step}. */
    public static MetricsLog openAfterStep(Path file, long step) throws IOException {
        return open(file, records -> {
            int kept = 0;
            while (kept < records.size() && records.get(kept).step() <= step) {
                kept++;
            }
            return kept;
        });
    }

    /**
     * Opens the log and cuts it off after its first {@code size} records.
     *
     * @throws IOException if it has fewer
     */
    static MetricsLog openAtSize(Path file, int size) throws IOException {
        var log = open(file, records -> Math.min(records.size(), size));
        if (log.size() < size) {
            log.close();
            throw new IOException(file + " has only " + log.size() + " records but had " + size
                    + " when the run was last saved; restore it, or begin a new run");
        }
        return log;
    }

    private static MetricsLog open(Path file, ToIntFunction<List<MetricsRecord>> kept) throws IOException {
        if (!Files.exists(file)) {
            return new MetricsLog(AppendFile.open(file, 0), 0);
        }
        var lines = MetricsLines.read(file);
        int size = kept.applyAsInt(lines.records());
        return new MetricsLog(AppendFile.open(file, lines.end(size)), size);
    }

    /**
     * Adds one record.
     *
     * @throws IOException naming the file, if it could not be written; the records before stay
     */
    public synchronized void append(MetricsRecord record) throws IOException {
        file.append(MetricsLines.encode(record));
        size++;
    }

    /** Number of records. */
    public synchronized int size() {
        return size;
    }

    /** Returns once everything appended would survive a power failure. */
    public void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
