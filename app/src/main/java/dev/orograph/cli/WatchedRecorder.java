package dev.orograph.cli;

import dev.orograph.array.NamedArrays;
import dev.orograph.run.MetricsRecord;
import dev.orograph.run.ResumePoint;
import dev.orograph.training.TrainingRecorder;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A recorder whose records somebody else sees as well.
 *
 * @param recorder keeps everything; borrowed
 * @param viewer sees the records
 */
record WatchedRecorder(TrainingRecorder recorder, Consumer<MetricsRecord> viewer) implements TrainingRecorder {
    @Override
    public Optional<ResumePoint> resume() throws IOException {
        return recorder.resume();
    }

    @Override
    public void record(MetricsRecord metrics) throws IOException {
        recorder.record(metrics);
        viewer.accept(metrics);
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
}
