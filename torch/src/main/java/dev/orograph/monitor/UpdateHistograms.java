package dev.orograph.monitor;

import java.util.Set;

/** How the changes of the parameters of every layer are distributed. */
final class UpdateHistograms implements Probe {
    private final Blocks blocks;

    UpdateHistograms(Blocks blocks) {
        this.blocks = blocks;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.START);
    }

    @Override
    public void measure(StepView step, Findings findings) {
        var pieces = blocks.layout().split(step.update());
        for (int i = 0; i < pieces.size(); i++) {
            findings.put(Blocks.name("updates", blocks.all().get(i)), Histograms.of(pieces.get(i)));
        }
    }
}
