package dev.orograph.monitor;

import java.util.Set;

/** Share of the batch that is classified right before the step, in percent; nothing for regression. */
final class StepAccuracy implements Probe {
    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public void measure(StepView step, Findings findings) {
        step.accuracy().ifPresent(accuracy -> findings.put("accuracy", accuracy));
    }
}
