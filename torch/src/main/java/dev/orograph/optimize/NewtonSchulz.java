package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The iteration that brings the singular values of a matrix near 1, between about 0.7 and 1.2, without computing them: X ←
 * G/max(‖G‖, ε), then X ← aX + (bA + cA²)X with A = XXᵀ, a few times.
 *
 * <p>Source of the coefficients: Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks".
 *
 * @param coefficients a, b and c
 * @param steps how often, at least 0
 * @param epsilon ε, at least 0
 */
record NewtonSchulz(List<Double> coefficients, int steps, double epsilon) {
    /** Steepest at 0, and so the fewest steps. */
    static final List<Double> STEEPEST = List.of(3.4445, -4.7750, 2.0315);

    NewtonSchulz {
        coefficients = List.copyOf(coefficients);
        if (coefficients.size() != 3) {
            throw new IllegalArgumentException(
                    "muon ns_coefficients must be three numbers such as 3.4445/-4.775/2.0315," + " not "
                            + coefficients.size());
        }
        if (steps < 0 || steps >= 100) {
            throw new IllegalArgumentException("muon ns_steps " + steps + " must be at least 0 and below 100");
        }
        Specification.atLeast(0, "muon eps", epsilon);
    }

    /**
     * Nearly UVᵀ of a matrix USVᵀ; belongs to the current scope.
     *
     * @param matrix [rows, columns], stays as it is
     */
    Tensor orthogonalize(Tensor matrix) {
        try (var scope = new PointerScope()) {
            boolean isTall = matrix.size(0) > matrix.size(1);
            var start = isTall ? matrix.t() : matrix;
            var x = start.div(start.norm().clamp_min_(new Scalar(epsilon)));
            for (int i = 0; i < steps; i++) {
                x = iterate(x);
            }
            return Tensors.keep(isTall ? x.t() : x);
        }
    }

    private Tensor iterate(Tensor x) {
        try (var scope = new PointerScope()) {
            var gram = x.mm(x.t());
            var polynomial = gram.addmm(gram, gram, new Scalar(coefficients.get(1)), new Scalar(coefficients.get(2)));
            return Tensors.keep(x.addmm(polynomial, x, new Scalar(coefficients.get(0)), new Scalar(1)));
        }
    }
}
