package dev.orograph.monitor;

import java.util.Set;

/** The learning rate of the step, schedule included. */
final class LearningRate implements Probe {
    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public void measure(StepView step, Findings findings) {
        findings.put("learning_rate", step.rate());
    }
}
