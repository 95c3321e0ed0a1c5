package dev.orograph.curvature;

import dev.orograph.spectrum.Estimate;
import org.bytedeco.pytorch.Scalar;

/**
 * The loss behind a low-pass filter, its mean over a normal cloud around θ: E L(θ + δ), δ ~ N(0, σ²I), in the unit of the
 * loss. To second order L(θ) + ½σ² tr H. NaN or infinite if the loss of a draw is.
 *
 * <p>Source: Bisla, Wang, Choromanska 2022, arXiv 2201.08025.
 *
 * @param sigma σ, standard deviation of each weight, above 0
 * @param draws at least 2
 */
public record LowPassLoss(double sigma, int draws) implements SharpnessMeasure {
    private static final long KEY = 0x6c7066L;

    public LowPassLoss {
        SharpnessSettings.requirePositive("deviation σ", sigma);
        SharpnessSettings.requireDraws(draws);
    }

    /** σ = 0.01, 100 draws. */
    public static LowPassLoss defaults() {
        return new LowPassLoss(0.01, 100);
    }

    @Override
    public String name() {
        return "LPF";
    }

    @Override
    public String formula() {
        return "E L(θ + δ), δ ~ N(0, σ²)";
    }

    @Override
    public String settings() {
        return "σ = " + sigma + ", " + draws + " draws";
    }

    @Override
    public int expectedEvaluations() {
        return draws;
    }

    @Override
    public Finding measure(Neighbourhood at) {
        return at.whereDefined(there ->
                Finding.drawn(Estimate.of(there.losses(draws, KEY, normal -> normal.mul_(new Scalar(sigma))))));
    }
}
