package dev.orograph.monitor;

import java.util.Set;

/** ‖g‖ of the whole gradient before clipping. */
final class GradientNorm implements Probe {
    static final String NAME = "gradient_norm";

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public void measure(StepView step, Findings findings) {
        findings.put(NAME, step.gradientNorm());
    }
}
