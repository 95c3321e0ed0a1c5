package dev.orograph.monitor;

import java.util.Set;

/** Seconds that each phase of training took since they were recorded last. */
final class PhaseTimes implements Probe {
    private final PhaseClock clock;

    PhaseTimes(PhaseClock clock) {
        this.clock = clock;
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public void measure(StepView step, Findings findings) {
        clock.lap().forEach((phase, seconds) -> findings.putCost("time/" + phase, seconds));
    }
}
