package dev.orograph.monitor;

import java.util.EnumMap;
import java.util.Map;

/** Adds up how long each phase of a training takes. Used by one thread. */
public final class PhaseClock {
    private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
    private Phase current = Phase.SAVING;
    private long since = System.nanoTime();

    PhaseClock() {}

    /** Ends the phase that was going on and begins another. */
    public void enter(Phase phase) {
        long now = System.nanoTime();
        nanos.merge(current, now - since, Long::sum);
        current = phase;
        since = now;
    }

    /** Seconds in each phase since this was asked last. */
    Map<Phase, Double> lap() {
        enter(current);
        var seconds = new EnumMap<Phase, Double>(Phase.class);
        for (var phase : Phase.values()) {
            seconds.put(phase, nanos.getOrDefault(phase, 0L) / 1e9);
        }
        nanos.clear();
        return seconds;
    }
}
