package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.run.MetricsRecord;
import dev.orograph.run.ResumePoint;
import java.time.Duration;
import java.util.Optional;

/** Keeps nothing. */
final class ForgetfulRecorder implements TrainingRecorder {
    @Override
    public Optional<ResumePoint> resume() {
        return Optional.empty();
    }

    @Override
    public void record(MetricsRecord metrics) {}

    @Override
    public void save(ResumePoint point) {}

    @Override
    public Duration saveInterval() {
        return Duration.ofDays(365);
    }

    @Override
    public void checkpoint(int epoch, NamedArrays weights, NamedArrays optimizer) {}

    @Override
    public void averaged(int epoch, NamedArrays weights) {}

    @Override
    public void keep(long step, NamedArrays weights) {}

    @Override
    public void finish() {}
}
