package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.run.MetricsRecord;
import dev.orograph.run.ResumePoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps everything in memory, and a point to resume from after every step. */
final class MemoryRecorder implements TrainingRecorder {
    final List<MetricsRecord> records = new ArrayList<>();
    final Map<Integer, NamedArrays> checkpoints = new TreeMap<>();
    final Map<Integer, NamedArrays> averages = new TreeMap<>();
    final Map<Long, NamedArrays> kept = new TreeMap<>();
    private @Nullable ResumePoint point;
    private int recordsAtPoint;

    @Override
    public Optional<ResumePoint> resume() {
        records.subList(recordsAtPoint, records.size()).clear();
        return Optional.ofNullable(point);
    }

    @Override
    public void record(MetricsRecord metrics) {
        // times and memory are never the same twice
        var values = metrics.event().equals("cost") ? Map.<String, Double>of() : metrics.values();
        records.add(new MetricsRecord(
                metrics.event(), metrics.step(), metrics.epoch(), values, metrics.texts(), metrics.lists(), 0));
    }

    @Override
    public void save(ResumePoint newPoint) {
        point = newPoint;
        recordsAtPoint = records.size();
    }

    @Override
    public Duration saveInterval() {
        return Duration.ZERO;
    }

    @Override
    public void checkpoint(int epoch, NamedArrays weights, NamedArrays optimizer) {
        checkpoints.put(epoch, weights);
    }

    @Override
    public void averaged(int epoch, NamedArrays weights) {
        averages.put(epoch, weights);
    }

    @Override
    public void keep(long step, NamedArrays weights) {
        kept.put(step, weights);
    }

    @Override
    public void finish() {
        point = null;
    }

    List<MetricsRecord> of(String event) {
        return records.stream().filter(record -> record.event().equals(event)).toList();
    }
}
