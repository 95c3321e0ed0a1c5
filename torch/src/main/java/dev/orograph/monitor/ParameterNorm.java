package dev.orograph.monitor;

import java.util.Set;

/** ‖θ‖ after the step, whole and of every layer. */
final class ParameterNorm implements Probe {
    private final Blocks blocks;

    ParameterNorm(Blocks blocks) {
        this.blocks = blocks;
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public void measure(StepView step, Findings findings) {
        findings.put("parameter_norm", step.end().norm().item_double());
        var norms = blocks.norms(step.end());
        for (int i = 0; i < norms.length; i++) {
            findings.put(Blocks.name("parameter_norm", blocks.all().get(i)), norms[i]);
        }
    }
}
