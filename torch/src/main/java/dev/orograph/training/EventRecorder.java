package dev.orograph.training;

import dev.orograph.run.EventFile;
import dev.orograph.run.MetricsRecord;
import dev.orograph.run.ResumePoint;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event file for TensorBoard beside what another recorder keeps. After an interruption the file is made anew
 * from the metrics, so that it never shows a step twice.
 */
public final class EventRecorder extends ForwardingRecorder implements AutoCloseable {
    private final RunFolder folder;
    private @Nullable EventFile events;

    /**
     * @param recorder keeps everything in {@code folder}; borrowed
     */
    public EventRecorder(TrainingRecorder recorder, RunFolder folder) {
        super(recorder);
        this.folder = folder;
    }

    @Override
    public Optional<ResumePoint> resume() throws IOException {
        var point = super.resume();
        close();
        events = EventFile.open(folder.eventFile(), folder.manifest().created(), folder.metrics());
        return point;
    }

    @Override
    public void record(MetricsRecord metrics) throws IOException {
        super.record(metrics);
        if (events != null) {
            events.add(metrics);
        }
    }

    @Override
    public void close() throws IOException {
        if (events != null) {
            events.close();
            events = null;
        }
    }
}
