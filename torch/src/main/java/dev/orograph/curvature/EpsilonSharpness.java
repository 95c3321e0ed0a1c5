package dev.orograph.curvature;

import org.bytedeco.pytorch.Scalar;

/**
 * How short a way up the gradient suffices for the loss to rise by ε: 1/(η‖g‖) with L(θ + ηg) − L(θ) = ε. η is found by
 * doubling or halving a first guess and then by bisection; where the loss rises by ε, falls, and rises again, it may be a
 * later place than the first. Not reached where the gradient is zero or the loss does not rise that far. In units of one
 * over a weight.
 *
 * <p>Source: Bisla, Wang, Choromanska 2022, arXiv 2201.08025, after Keskar et al. 2017, arXiv 1609.04836.
 *
 * @param epsilon ε, above 0
 * @param tolerance relative, of η, above 0
 */
public record EpsilonSharpness(double epsilon, double tolerance) implements SharpnessMeasure {
    /** Share of ‖θ‖ that the first step has at most: where the gradient is small, a straight line reaches ε far too late. */
    private static final double FIRST_STEP = 0.01;

    public EpsilonSharpness {
        SharpnessSettings.requirePositive("rise ε", epsilon);
        SharpnessSettings.requirePositive("tolerance", tolerance);
    }

    /** ε = 0.1, η to 1e-6. */
    public static EpsilonSharpness defaults() {
        return new EpsilonSharpness(0.1, 1e-6);
    }

    @Override
    public String name() {
        return "ε-sharpness";
    }

    @Override
    public String formula() {
        return "1/(η‖g‖) with L(θ + ηg) − L(θ) = ε";
    }

    @Override
    public String settings() {
        return "ε = " + epsilon + ", relative tolerance " + tolerance;
    }

    @Override
    public int expectedEvaluations() {
        return -1;
    }

    @Override
    public Finding measure(Neighbourhood at) {
        return at.wherePossibleToAscend(gradient -> {
            double norm = gradient.norm().item_double();
            var unit = gradient.div(new Scalar(norm));
            double straight = epsilon / norm;
            double guess = at.size() > 0 ? Math.min(straight, FIRST_STEP * at.size()) : straight;
            var crossing = Crossing.of(epsilon, guess, tolerance, step -> at.rise(unit, step));
            return crossing.place().isPresent()
                    ? Finding.exact(1 / crossing.place().getAsDouble())
                    : Finding.notReached(crossing.reason(epsilon, "the rise along the gradient"));
        });
    }
}
