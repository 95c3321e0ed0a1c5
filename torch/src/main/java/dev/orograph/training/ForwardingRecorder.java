package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.run.MetricsRecord;
import dev.orograph.run.ResumePoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Hands everything on to another recorder: for those that do something besides. */
public abstract class ForwardingRecorder implements TrainingRecorder {
    private final TrainingRecorder recorder;

    /**
     * @param recorder keeps everything; borrowed
     */
    protected ForwardingRecorder(TrainingRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Optional<ResumePoint> resume() throws IOException {
        return recorder.resume();
    }

    @Override
    public void record(MetricsRecord metrics) throws IOException {
        recorder.record(metrics);
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
