package dev.orograph.monitor;

import java.util.Set;

/** Mean loss of the batch before the step. */
final class StepLoss implements Probe {
    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public void measure(StepView step, Findings findings) {
        findings.put("loss", step.loss());
    }
}
