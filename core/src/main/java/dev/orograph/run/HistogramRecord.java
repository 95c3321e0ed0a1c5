package dev.orograph.run;

import dev.orograph.measurement.Histogram;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A histogram in the metrics: event {@code histogram}, with its name as text, its ends {@code low} and {@code high} and the
 * moments of its numbers as values, and the counts of its bins of equal width as a list.
 */
public final class HistogramRecord {
    public static final String EVENT = "histogram";

    private static final String NAME = "name";
    private static final String LOW = "low";
    private static final String HIGH = "high";
    private static final String COUNT = "count";
    private static final String UNDEFINED = "undefined";
    private static final String MEAN = "mean";
    private static final String VARIANCE = "variance";
    private static final String MIN = "min";
    private static final String MAX = "max";
    private static final String COUNTS = "counts";

    private HistogramRecord() {}

    /**
     * The record of a histogram.
     *
     * @param name of the quantity, such as {@code weights/layers.0.weight}
     */
    public static MetricsRecord of(long step, int epoch, String name, Histogram histogram, double seconds) {
        var moments = histogram.moments();
        var values = new LinkedHashMap<String, Double>();
        values.put(LOW, histogram.edge(0));
        values.put(HIGH, histogram.edge(histogram.bins()));
        values.put(COUNT, (double) moments.count());
        values.put(UNDEFINED, (double) moments.undefined());
        values.put(MEAN, moments.mean());
        values.put(VARIANCE, moments.variance());
        values.put(MIN, moments.min());
        values.put(MAX, moments.max());
        var counts = Arrays.stream(histogram.counts())
                .mapToObj(count -> (double) count)
                .toList();
        return new MetricsRecord(EVENT, step, epoch, values, Map.of(NAME, name), Map.of(COUNTS, counts), seconds);
    }

    /** The quantity that a record of this event is about. */
    public static String name(MetricsRecord record) {
        return record.text(NAME);
    }

    /**
     * The histogram of a record.
     *
     * @throws IllegalArgumentException if it holds none
     */
    public static Histogram histogram(MetricsRecord record) {
        var counts = record.lists().getOrDefault(COUNTS, List.of());
        return Histogram.of(
                value(record, LOW),
                value(record, HIGH),
                counts.stream().mapToLong(Double::longValue).toArray(),
                new Histogram.Moments(
                        (long) value(record, COUNT),
                        (long) value(record, UNDEFINED),
                        value(record, MEAN),
                        value(record, VARIANCE),
                        value(record, MIN),
                        value(record, MAX)));
    }

    private static double value(MetricsRecord record, String name) {
        var value = record.values().get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the histogram of step " + record.step() + " has no number '" + name + "'");
        }
        return value;
    }
}
