package dev.orograph.run;

import dev.orograph.measurement.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What a run recorded.
 *
 * @param records in the order in which they were written
 */
public record Metrics(List<MetricsRecord> records) {
    public Metrics {
        records = List.copyOf(records);
    }

    /**
     * Reads a metrics log, also while it is being written: an incomplete last line is ignored. A log that does not
     * exist has no records.
     *
     * @throws IOException naming the file and the line, if it holds anything but records
     */
    public static Metrics read(Path file) throws IOException {
        return new Metrics(Files.exists(file) ? MetricsLines.read(file).records() : List.of());
    }

    /** The names of all values recorded at one kind of event, in the order of their first appearance. */
    public Set<String> names(String event) {
        var names = new LinkedHashSet<String>();
        records.stream()
                .filter(record -> record.event().equals(event))
                .forEach(record -> names.addAll(record.values().keySet()));
        return names;
    }

    /** One value at each event of a kind, against the step; empty if it was never recorded. */
    public Series byStep(String event, String name) {
        return series(event, name, MetricsRecord::step);
    }

    /** One value at each event of a kind, against the epoch; empty if it was never recorded. */
    public Series byEpoch(String event, String name) {
        return series(event, name, MetricsRecord::epoch);
    }

    private Series series(String event, String name, ToDoubleFunction<MetricsRecord> abscissa) {
        var points = records.stream()
                .filter(record ->
                        record.event().equals(event) && record.values().containsKey(name))
                .toList();
        var x = points.stream().mapToDouble(abscissa).toArray();
        var y = points.stream().mapToDouble(record -> record.values().get(name)).toArray();
        return Series.of(name, x, y);
    }
}
