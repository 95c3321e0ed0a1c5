package dev.orograph.monitor;

import java.util.Set;

/**
 * The simple noise scale tr Σ/|G|²: the batch size at which noise and signal of the gradient are equal. From the gradients
 * of parts of the batch; both terms are unbiased, their ratio is not, so average the terms of several steps before
 * dividing. Where |G|² comes out negative the ratio is left out.
 *
 * <p>Source: McCandlish et al. 2018, arXiv 1812.06162.
 */
final class NoiseScale implements Probe {
    @Override
    public Set<Need> needs() {
        return Set.of(Need.START, Need.GRADIENT);
    }

    @Override
    public void measure(StepView step, Findings findings) {
        if (!GradientParts.arePossible(step.facts())) {
            return;
        }
        double signal = step.parts().signal();
        double noise = step.parts().noise();
        findings.put("gradient_signal", signal);
        findings.put("gradient_noise", noise);
        if (signal > 0) {
            findings.put("noise_scale", noise / signal);
        }
    }
}
