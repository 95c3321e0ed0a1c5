package dev.orograph.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was measured at one moment of a run.
 *
 * @param event what kind of moment, such as {@code step} or {@code epoch}
 * @param step number of optimizer steps taken so far
 * @param epoch number of the epoch
 * @param values by name, in the order in which they were given; NaN and infinite values are kept
 * @param texts by name, such as the sentence of an alarm; none at a step or an epoch
 * @param lists of numbers by name, such as the counts of a histogram; none at a step or an epoch
 * @param seconds wall-clock time since the run began; differs between two runs of one manifest, and so do the values of
 *     records of the event {@code cost}, but nothing else
 */
public record MetricsRecord(
        String event,
        long step,
        int epoch,
        Map<String, Double> values,
        Map<String, String> texts,
        Map<String, List<Double>> lists,
        double seconds) {
    static final String EVENT = "event";
    static final String STEP = "step";
    static final String EPOCH = "epoch";
    static final String SECONDS = "seconds";

    private static final Set<String> RESERVED = Set.of(EVENT, STEP, EPOCH, SECONDS);

    /** Events that are nothing but numbers, so that a damaged number is not taken for a text. */
    private static final Set<String> NUMERIC = Set.of("step", "epoch");

    public MetricsRecord {
        if (event.isBlank()) {
            throw new IllegalArgumentException("a metrics record needs the name of its event");
        }
        if (step < 0 || epoch < 0) {
            throw new IllegalArgumentException(
                    "step " + step + " or epoch " + epoch + " of a metrics record is negative");
        }
        values = checked(values);
        texts = checked(texts);
        var copies = new LinkedHashMap<String, List<Double>>();
        lists.forEach((name, numbers) -> copies.put(name, List.copyOf(numbers)));
        lists = checked(copies);
        if (NUMERIC.contains(event) && !(texts.isEmpty() && lists.isEmpty())) {
            throw new IllegalArgumentException("a record of the event '" + event + "' holds numbers alone");
        }
    }

    /** Numbers alone. */
    public MetricsRecord(String event, long step, int epoch, Map<String, Double> values, double seconds) {
        this(event, step, epoch, values, Map.of(), Map.of(), seconds);
    }

    /** A text of that name; empty if there is none. */
    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    private static <T> Map<String, T> checked(Map<String, T> given) {
        for (var name : given.keySet()) {
            if (RESERVED.contains(name)) {
                throw new IllegalArgumentException("a metric cannot have the reserved name '" + name + "'");
            }
        }
        return Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }
}
