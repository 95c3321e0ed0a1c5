package dev.orograph.monitor;

import java.util.Set;

/**
 * mean |Δθ| / mean |θ| of every layer, θ before the step. A layer of zeros, such as a bias at the start, has none and is
 * left out.
 */
final class UpdateRatio implements Probe {
    static final String NAME = "update_ratio";

    private final Blocks blocks;

    UpdateRatio(Blocks blocks) {
        this.blocks = blocks;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.START);
    }

    @Override
    public void measure(StepView step, Findings findings) {
        var updates = blocks.numbers(step.update(), block -> block.abs().mean());
        var weights = blocks.numbers(step.start(), block -> block.abs().mean());
        for (int i = 0; i < updates.length; i++) {
            if (weights[i] > 0) {
                findings.put(Blocks.name(NAME, blocks.all().get(i)), updates[i] / weights[i]);
            }
        }
    }
}
