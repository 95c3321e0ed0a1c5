package dev.orograph.curvature;

import org.bytedeco.pytorch.Scalar;

/**
 * The rise of the loss one step up the gradient: L(θ + ρg/(‖g‖ + 1e-12)) − L(θ), in the unit of the loss; to first order
 * the largest rise within a ball of radius ρ. Not reached where the gradient is zero.
 *
 * <p>Source: Foret, Kleiner, Mobahi, Neyshabur 2021, arXiv 2010.01412.
 *
 * @param rho ρ, length of the step, above 0
 */
public record SamSharpness(double rho) implements SharpnessMeasure {
    /** Keeps the authors' code from dividing by zero. */
    private static final double LEAST = 1e-12;

    public SamSharpness {
        SharpnessSettings.requirePositive("step ρ", rho);
    }

    /** ρ = 0.05. */
    public static SamSharpness defaults() {
        return new SamSharpness(0.05);
    }

    @Override
    public String name() {
        return "SAM";
    }

    @Override
    public String formula() {
        return "L(θ + ρg/(‖g‖ + 1e-12)) − L(θ)";
    }

    @Override
    public String settings() {
        return "ρ = " + rho;
    }

    @Override
    public int expectedEvaluations() {
        return 1;
    }

    @Override
    public Finding measure(Neighbourhood at) {
        return at.wherePossibleToAscend(gradient -> {
            var direction = gradient.div(new Scalar(gradient.norm().item_double() + LEAST));
            return Finding.exact(at.rise(direction, rho));
        });
    }
}
