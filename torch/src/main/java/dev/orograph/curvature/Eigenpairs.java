package dev.orograph.curvature;

import dev.orograph.progress.Outcome;
import dev.orograph.spectrum.Eigenvalue;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Some eigenvalues of an operator and their vectors, which this owns.
 *
 * @param values the most wanted first
 * @param vectors [values, size], float32 or float64, rows of length 1 whose largest component is positive
 * @param products how many the search took
 * @param isRankAssured whether the next eigenvalue in rank has been found as well, apart from the last of these, so that
 *     none in between was missed; always so where all eigenvalues are known
 * @param orthogonalityError the largest deviation of the search's basis from orthonormality
 * @param outcome completed, stopped early by the limit on products, or cancelled
 */
public record Eigenpairs(
        List<Eigenvalue> values,
        Tensor vectors,
        int products,
        boolean isRankAssured,
        double orthogonalityError,
        Outcome outcome)
        implements AutoCloseable {
    /** Above this, rounding has spoilt the basis and values may be found twice. */
    private static final double ORTHOGONAL = 1e-3;

    public Eigenpairs {
        values = List.copyOf(values);
    }

    /** Whether the basis has stayed orthonormal, as all of this relies on. */
    public boolean isOrthogonal() {
        return orthogonalityError <= ORTHOGONAL;
    }

    /** Whether all residuals are below the tolerance. */
    public boolean isConverged() {
        return values.stream().allMatch(Eigenvalue::isConverged);
    }

    /**
     * The length ‖Av − λv‖ of each pair, by a product each: what the search's own residuals should say, up to rounding.
     *
     * @param operator of which these are eigenpairs
     */
    public List<Double> residuals(SymmetricOperator operator) {
        var residuals = new ArrayList<Double>();
        for (int i = 0; i < values.size(); i++) {
            try (var scope = new PointerScope()) {
                var vector = vector(i);
                var rest = operator.apply(vector)
                        .sub(vector.mul(new Scalar(values.get(i).value())));
                residuals.add(rest.norm().item_double());
            }
        }
        return residuals;
    }

    /** An eigenvector [size]; a view, in the current scope. */
    public Tensor vector(int index) {
        return vectors.select(0, index);
    }

    @Override
    public void close() {
        vectors.close();
    }
}
