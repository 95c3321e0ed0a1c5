package dev.orograph.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What was measured at one moment of a run.
 *
 * @param event what kind of moment, such as {@code step} or {@code epoch}
 * @param step number of optimizer steps taken so far
 * @param epoch number of the epoch
 * @param values by name, in the order in which they were given; NaN and infinite values are kept
 * @param seconds wall-clock time since the run began; the only part that differs between two runs of one manifest
 */
public record MetricsRecord(String event, long step, int epoch, Map<String, Double> values, double seconds) {
    static final String EVENT = "event";
    static final String STEP = "step";
    static final String EPOCH = "epoch";
    static final String SECONDS = "seconds";

    private static final Set<String> RESERVED = Set.of(EVENT, STEP, EPOCH, SECONDS);

    public MetricsRecord {
        if (event.isBlank()) {
            throw new IllegalArgumentException("a metrics record needs the name of its event");
        }
        if (step < 0 || epoch < 0) {
            throw new IllegalArgumentException(
                    "step " + step + " or epoch " + epoch + " of a metrics record is negative");
        }
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        for (var name : values.keySet()) {
            if (RESERVED.contains(name)) {
                throw new IllegalArgumentException("a metric cannot have the reserved name '" + name + "'");
            }
        }
    }
}
