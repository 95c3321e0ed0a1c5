package dev.orograph.curvature;

/**
 * θᵀHθ, twice the second-order term of the loss's change as all weights grow in proportion; in the unit of the loss. Not
 * reached where the gradient is not finite.
 *
 * <p>Source: the Hessian's form of the Fisher–Rao norm (Liang, Poggio, Rakhlin, Stokes 2019, arXiv 1711.01530), as in Bisla,
 * Wang, Choromanska 2022, arXiv 2201.08025.
 */
public record WeightCurvature() implements SharpnessMeasure {
    @Override
    public String name() {
        return "θᵀHθ";
    }

    @Override
    public String formula() {
        return "θᵀHθ";
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
        return at.whereDifferentiable(gradient -> Finding.exact(at.curvature(at.theta())));
    }
}
