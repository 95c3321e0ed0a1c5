package dev.orograph.monitor;

import java.util.Set;

/** Mean over parameters of (E g)²/Var g of a sample's gradient, from the gradients of parts of the batch. */
final class GradientSignalToNoise implements Probe {
    @Override
    public Set<Need> needs() {
        return Set.of(Need.START, Need.GRADIENT);
    }

    @Override
    public void measure(StepView step, Findings findings) {
        if (GradientParts.arePossible(step.facts())) {
            step.parts().signalToNoise().ifPresent(ratio -> findings.put("gradient_snr", ratio));
        }
    }
}
