package dev.orograph.curvature;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The rise of the loss one step up the gradient, where steps are measured relative to each weight:
 * L(θ + ρw²⊙g/‖|w|⊙g‖) − L(θ) with w = θ, in the unit of the loss. Scaling one layer up and the next down by as much, which
 * leaves a ReLU network's function as it is, leaves it as it is too. Not reached where |w|⊙g is zero.
 *
 * <p>Source: Kwon, Kim, Park, Choi 2021, arXiv 2102.11600, without its small constant.
 *
 * @param rho ρ, length of the step relative to the weights, above 0
 */
public record AsamSharpness(double rho) implements SharpnessMeasure {
    public AsamSharpness {
        SharpnessSettings.requirePositive("step ρ", rho);
    }

    /** ρ = 0.05, as for {@link SamSharpness}; the authors train with 0.5 and more. */
    public static AsamSharpness defaults() {
        return new AsamSharpness(0.05);
    }

    @Override
    public String name() {
        return "ASAM";
    }

    @Override
    public String formula() {
        return "L(θ + ρw²⊙g/‖|w|⊙g‖) − L(θ), w = θ";
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
            var weights = at.theta().to(ScalarType.Double);
            var scaled = weights.mul(gradient);
            double norm = scaled.norm().item_double();
            if (norm == 0) {
                return Finding.notReached("the gradient is zero in every weight that is not");
            }
            return Finding.exact(at.rise(scaled.mul(weights).div(new Scalar(norm)), rho));
        });
    }
}
