package dev.orograph.monitor;

import java.util.Set;

/** How the parameters of every layer are distributed after the step. */
final class WeightHistograms implements Probe {
    private final Blocks blocks;

    WeightHistograms(Blocks blocks) {
        this.blocks = blocks;
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public void measure(StepView step, Findings findings) {
        var pieces = blocks.layout().split(step.end());
        for (int i = 0; i < pieces.size(); i++) {
            findings.put(Blocks.name("weights", blocks.all().get(i)), Histograms.of(pieces.get(i)));
        }
    }
}
