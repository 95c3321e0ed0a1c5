package dev.orograph.curvature;

/**
 * The curvature in the direction of steepest ascent, gᵀHg/‖g‖²: a Rayleigh quotient, so between the Hessian's smallest and
 * largest eigenvalue; in the unit of the loss over a weight squared. Not reached where the gradient is zero.
 *
 * <p>Source: second derivative of L along g/‖g‖; gradient descent of step size η lowers L to second order while it is below
 * 2/η (Cohen et al. 2021, arXiv 2103.00065).
 */
public record GradientCurvature() implements SharpnessMeasure {
    @Override
    public String name() {
        return "gᵀHg/‖g‖²";
    }

    @Override
    public String formula() {
        return "gᵀHg/‖g‖²";
    }

    @Override
    public String settings() {
        return "";
    }

    @Override
    public int expectedEvaluations() {
        return 0;
    }

    @Override
    public Finding measure(Neighbourhood at) {
        return at.wherePossibleToAscend(gradient -> {
            var unit = gradient.div(gradient.norm());
            return Finding.exact(at.curvature(unit));
        });
    }
}
