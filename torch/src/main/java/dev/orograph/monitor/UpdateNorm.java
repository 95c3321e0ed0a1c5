package dev.orograph.monitor;

import java.util.Set;

/** ‖Δθ‖ of the step, whole and of every layer. */
final class UpdateNorm implements Probe {
    private final Blocks blocks;

    UpdateNorm(Blocks blocks) {
        this.blocks = blocks;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.START);
    }

    @Override
    public void measure(StepView step, Findings findings) {
        findings.put("update_norm", step.update().norm().item_double());
        var norms = blocks.norms(step.update());
        for (int i = 0; i < norms.length; i++) {
            findings.put(Blocks.name("update_norm", blocks.all().get(i)), norms[i]);
        }
    }
}
