package dev.orograph.curvature;

import dev.orograph.spectrum.Estimate;
import dev.orograph.spectrum.SharpnessValue;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The part of a PAC–Bayes bound that depends on sharpness: ‖θ − θ₀‖²/4σ² + ln(2N/1e-6), with N training samples, θ₀ the
 * initial weights or zero where they are unknown, and σ so that E L(θ + σz) − L(θ) = r, z ~ N(0, I); a pure number. The same
 * draws of z serve every σ, so that their mean rise is as smooth as the loss; σ is found as η is in {@link
 * EpsilonSharpness}. The standard error is that of the mean rise at σ, to first order (delta method), with the slope dr/dσ
 * between 0.9σ and 1.1σ. Not reached where the mean loss does not rise by r.
 *
 * <p>Source: Jiang, Neyshabur, Mobahi, Krishnan, Bengio 2020, arXiv 1912.02178.
 *
 * @param rise r, above 0
 * @param draws at least 2
 * @param tolerance relative, of σ, above 0
 */
public record PacBayes(double rise, int draws, double tolerance) implements SharpnessMeasure {
    private static final long KEY = 0x706163L;

    /** Chance that the bound is wrong. */
    private static final double FAILURE = 1e-6;

    /** First σ relative to the root mean square of the weights, or itself where they are zero. */
    private static final double FIRST = 0.01;

    /** Relative change of σ for the slope. */
    private static final double STEP = 0.1;

    public PacBayes {
        SharpnessSettings.requirePositive("rise r", rise);
        SharpnessSettings.requireDraws(draws);
        SharpnessSettings.requirePositive("tolerance", tolerance);
    }

    /** r = 0.1, 20 draws, σ to 1e-3, which is less than 20 draws tell. */
    public static PacBayes defaults() {
        return new PacBayes(0.1, 20, 1e-3);
    }

    @Override
    public String name() {
        return "PAC-Bayes";
    }

    @Override
    public String formula() {
        return "‖θ − θ₀‖²/4σ² + ln(2N/1e-6) with E L(θ + δ) − L(θ) = r, δ ~ N(0, σ²)";
    }

    @Override
    public String settings() {
        return "r = " + rise + ", " + draws + " draws, relative tolerance " + tolerance;
    }

    @Override
    public int expectedEvaluations() {
        return -1;
    }

    @Override
    public Finding measure(Neighbourhood at) {
        return at.whereDefined(this::find);
    }

    private Finding find(Neighbourhood at) {
        double spread = at.size() / Math.sqrt((double) at.theta().size(0));
        var crossing = Crossing.of(
                rise,
                spread > 0 ? FIRST * spread : FIRST,
                tolerance,
                sigma -> rises(at, sigma).value());
        if (crossing.place().isEmpty()) {
            return Finding.notReached(crossing.reason(rise, "the mean rise as a function of σ"));
        }
        double sigma = crossing.place().getAsDouble();
        double error = rises(at, sigma).standardError();
        double slope = (rises(at, sigma * (1 + STEP)).value()
                        - rises(at, sigma * (1 - STEP)).value())
                / (2 * STEP * sigma);
        double part = squaredDistance(at) / (4 * sigma * sigma);
        double value = part + Math.log(2 * (double) at.samples() / FAILURE);
        double standardError = part == 0 ? 0 : 2 * part / sigma * Math.abs(error / slope);
        return new Finding(
                new SharpnessValue.Drawn(new Estimate(value, standardError, draws)),
                String.format(
                        Locale.ROOT,
                        "σ = %.4g, N = %d, θ₀ = %s",
                        sigma,
                        at.samples(),
                        at.initial().isPresent() ? "the initial weights" : "0, for want of the initial weights"));
    }

    private Estimate rises(Neighbourhood at, double sigma) {
        return Estimate.of(at.rises(draws, KEY, normal -> normal.mul_(new Scalar(sigma))));
    }

    private static double squaredDistance(Neighbourhood at) {
        try (var scope = new PointerScope()) {
            var weights = at.theta().to(ScalarType.Double);
            Tensor way = at.initial()
                    .map(initial -> weights.sub(initial.to(ScalarType.Double)))
                    .orElse(weights);
            return way.dot(way).item_double();
        }
    }
}
