package dev.orograph.monitor;

import java.util.Set;

/** ‖g‖ of every layer before clipping. */
final class LayerGradientNorms implements Probe {
    private final Blocks blocks;

    LayerGradientNorms(Blocks blocks) {
        this.blocks = blocks;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.GRADIENT);
    }

    @Override
    public void measure(StepView step, Findings findings) {
        var norms = blocks.norms(step.gradient());
        for (int i = 0; i < norms.length; i++) {
            findings.put(Blocks.name(GradientNorm.NAME, blocks.all().get(i)), norms[i]);
        }
    }
}
