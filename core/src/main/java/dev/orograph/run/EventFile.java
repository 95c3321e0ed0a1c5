package dev.orograph.run;

import dev.orograph.format.AtomicFile;
import dev.orograph.format.TensorBoardFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A run's metrics as TensorBoard shows them, while they come or afterwards: numbers under their names, those without a
 * slash under their event as in {@code step/loss}, and histograms. Texts are left out.
 */
public final class EventFile implements Closeable {
    private static final long FLUSH_NANOS = 1_000_000_000L;

    private final TensorBoardFile file;
    private final double began;
    private long flushed = System.nanoTime();

    private EventFile(TensorBoardFile file, double began) {
        this.file = file;
        this.began = began;
    }

    /** The name of a run's event file, always the same for one run. */
    public static String name(Manifest manifest) {
        return TensorBoardFile.NAME_PREFIX + manifest.created().getEpochSecond() + ".orograph";
    }

    /** Begins an event file, in place of any other, with what has been recorded already, and leaves it open for more. */
    public static EventFile open(Path path, Instant created, Metrics soFar) throws IOException {
        double began = created.getEpochSecond();
        var file = new EventFile(TensorBoardFile.create(path, began), began);
        for (var record : soFar.records()) {
            file.add(record);
        }
        file.file.flush();
        return file;
    }

    /** Writes a whole event file. */
    public static void write(Path path, Instant created, Metrics metrics) throws IOException {
        double began = created.getEpochSecond();
        AtomicFile.write(path, out -> {
            // not closed: the stream belongs to the atomic file
            var file = new EventFile(TensorBoardFile.to(out, began), began);
            for (var record : metrics.records()) {
                file.add(record);
            }
            file.file.flush();
        });
    }

    /** Adds a record. */
    public void add(MetricsRecord record) throws IOException {
        double time = began + record.seconds();
        if (record.event().equals(HistogramRecord.EVENT)) {
            file.histogram(time, record.step(), HistogramRecord.name(record), HistogramRecord.histogram(record));
        } else {
            for (var entry : record.values().entrySet()) {
                var name = entry.getKey();
                var tag = name.contains("/") ? name : record.event() + "/" + name;
                file.scalar(time, record.step(), tag, entry.getValue());
            }
        }
        if (System.nanoTime() - flushed > FLUSH_NANOS) {
            file.flush();
            flushed = System.nanoTime();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
