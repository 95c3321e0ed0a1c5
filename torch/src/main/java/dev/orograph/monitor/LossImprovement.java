package dev.orograph.monitor;

import java.util.Set;

/** How much lower the loss of the same batch is after the step; below 0 where the step made it higher. */
final class LossImprovement implements Probe {
    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public void measure(StepView step, Findings findings) {
        findings.put("loss_improvement", step.loss() - step.after().loss());
    }
}
