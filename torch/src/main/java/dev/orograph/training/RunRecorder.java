package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.run.MetricsRecord;
import dev.orograph.run.ResumePoint;
import dev.orograph.run.RunWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps a training in a run folder. A folder with a checkpoint and no resume point holds a training that has ended.
 *
 * @param writer borrowed, not closed
 * @param saveInterval least time between two points to resume from; what was trained since the last one is trained again
 *     after a crash
 */
public record RunRecorder(RunWriter writer, Duration saveInterval) implements TrainingRecorder {
    /** Saves every ten seconds. */
    public static RunRecorder of(RunWriter writer) {
        return new RunRecorder(writer, Duration.ofSeconds(10));
    }

    @Override
    public Optional<ResumePoint> resume() throws IOException {
        var point = writer.resume();
        if (point.isEmpty()) {
            writer.begin();
        }
        return point;
    }

    @Override
    public void record(MetricsRecord metrics) throws IOException {
        writer.metrics().append(metrics);
    }

    @Override
    public void save(ResumePoint point) throws IOException {
        writer.save(point);
    }

    @Override
    public void checkpoint(int epoch, NamedArrays weights, NamedArrays optimizer) throws IOException {
        writer.checkpoint(epoch, weights, optimizer);
    }

    @Override
    public void averaged(int epoch, NamedArrays weights) throws IOException {
        writer.averaged(epoch, weights);
    }

    @Override
    public void keep(long step, NamedArrays weights) throws IOException {
        writer.keep(step, weights);
    }

    @Override
    public void finish() throws IOException {
        writer.finish();
    }
}
