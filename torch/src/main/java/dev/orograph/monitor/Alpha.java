package dev.orograph.monitor;

import java.util.OptionalDouble;
import java.util.Set;

/**
 * Where a step ended along its own line, judged by the loss of the same batch: −1 at the start, 0 at the minimum, 1 as far
 * behind the minimum as the start was before it.
 *
 * <p>With t = 0 at the start and t = 1 at the end, the parabola a + bt + ct² is fitted by least squares to the losses f₀, f₁
 * and slopes d₀ = g₀·Δθ, d₁ = g₁·Δθ: c = (d₁ − d₀)/2 and b = (f₁ − f₀ + 2d₀ + 2d₁)/5 − c. Its minimum lies at −b/2c, so
 * α = −2c/b − 1. A step that does not lead downhill at first (b ≥ 0) has no α; where the loss bends downwards (c ≤ 0) the
 * minimum is infinitely far and α = −1.
 *
 * <p>Source: Schneider et al. 2021 (Cockpit), arXiv 2102.06604, whose fit also weighs the four numbers by their variance.
 */
final class Alpha implements Probe {
    @Override
    public Set<Need> needs() {
        return Set.of(Need.START, Need.GRADIENT);
    }

    @Override
    public void measure(StepView step, Findings findings) {
        double before = step.gradient().dot(step.update()).item_double();
        double after = step.after().gradient().dot(step.update()).item_double();
        of(step.loss(), step.after().loss(), before, after).ifPresent(alpha -> findings.put("alpha", alpha));
    }

    /**
     * α of a step; empty if it does not lead downhill.
     *
     * @param startLoss f₀
     * @param endLoss f₁
     * @param startSlope d₀
     * @param endSlope d₁
     */
    static OptionalDouble of(double startLoss, double endLoss, double startSlope, double endSlope) {
        double curve = (endSlope - startSlope) / 2;
        double slope = (endLoss - startLoss + 2 * startSlope + 2 * endSlope) / 5 - curve;
        if (!(slope < 0)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(curve <= 0 ? -1 : -2 * curve / slope - 1);
    }
}
