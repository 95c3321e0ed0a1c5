package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.run.EventFile;
import dev.orograph.run.MetricsRecord;
import dev.orograph.run.ResumePoint;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event file for TensorBoard beside what another recorder keeps. After an interruption the file is made anew
 * from the metrics, so that it never shows a step twice.
 */
public final class EventRecorder implements TrainingRecorder, AutoCloseable {
    private final TrainingRecorder recorder;
    private final RunFolder folder;
    private @Nullable EventFile events;

    /**
     * @param recorder keeps everything in {@code folder}; borrowed
     */
    public EventRecorder(TrainingRecorder recorder, RunFolder folder) {
        this.recorder = recorder;
        this.folder = folder;
    }

    @Override
    public Optional<ResumePoint> resume() throws IOException {
        var point = recorder.resume();
        close();
        events = EventFile.open(folder.eventFile(), folder.manifest().created(), folder.metrics());
        return point;
    }

    @Override
    public void record(MetricsRecord metrics) throws IOException {
        recorder.record(metrics);
        if (events != null) {
            events.add(metrics);
        }
    }

    @Override
    public void save(ResumePoint point) throws IOException {
        recorder.save(point);
    }

    @Override
    public Duration saveInterval() {
        return recorder.saveInterval();
    }

    @Override
    public void checkpoint(int epoch, NamedArrays weights, NamedArrays optimizer) throws IOException {
        recorder.checkpoint(epoch, weights, optimizer);
    }

    @Override
    public void averaged(int epoch, NamedArrays weights) throws IOException {
        recorder.averaged(epoch, weights);
    }

    @Override
    public void keep(long step, NamedArrays weights) throws IOException {
        recorder.keep(step, weights);
    }

    @Override
    public void finish() throws IOException {
        recorder.finish();
    }

    @Override
    public void close() throws IOException {
        if (events != null) {
            events.close();
            events = null;
        }
    }
}
