package dev.orograph.curvature;

import dev.orograph.spectrum.Estimate;
import org.bytedeco.pytorch.Scalar;

/**
 * The mean rise of the loss over a normal cloud whose width in each weight w is relative to that weight:
 * E L(θ + δ) − L(θ), δ ~ ρ·N(0, w²), in the unit of the loss. To second order ½ρ² Σ Hᵢᵢwᵢ². NaN or infinite if the loss of a
 * draw is.
 *
 * <p>Source: Andriushchenko, Croce, Müller, Hein, Flammarion 2023, arXiv 2302.07011.
 *
 * @param rho ρ, standard deviation relative to the weight, above 0
 * @param draws at least 2
 */
public record AdaptiveAverage(double rho, int draws) implements SharpnessMeasure {
    private static final long KEY = 0x616461L;

    public AdaptiveAverage {
        SharpnessSettings.requirePositive("deviation ρ", rho);
        SharpnessSettings.requireDraws(draws);
    }

    /** ρ = 0.05, as for {@link AsamSharpness}, and 100 draws. */
    public static AdaptiveAverage defaults() {
        return new AdaptiveAverage(0.05, 100);
    }

    @Override
    public String name() {
        return "adaptive average case";
    }

    @Override
    public String formula() {
        return "E L(θ + δ) − L(θ), δ ~ ρ·N(0, w²), w = θ";
    }

    @Override
    public String settings() {
        return "ρ = " + rho + ", " + draws + " draws";
    }

    @Override
    public int expectedEvaluations() {
        return draws;
    }

    @Override
    public Finding measure(Neighbourhood at) {
        return at.whereDefined(there -> Finding.drawn(Estimate.of(
                there.rises(draws, KEY, normal -> normal.mul_(new Scalar(rho)).mul_(there.theta())))));
    }
}
