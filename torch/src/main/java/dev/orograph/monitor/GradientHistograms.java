package dev.orograph.monitor;

import java.util.Set;

/** How the gradient of every layer is distributed, before clipping. */
final class GradientHistograms implements Probe {
    private final Blocks blocks;

    GradientHistograms(Blocks blocks) {
        this.blocks = blocks;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.GRADIENT);
    }

    @Override
    public void measure(StepView step, Findings findings) {
        var pieces = blocks.layout().split(step.gradient());
        for (int i = 0; i < pieces.size(); i++) {
            findings.put(Blocks.name("gradients", blocks.all().get(i)), Histograms.of(pieces.get(i)));
        }
    }
}
