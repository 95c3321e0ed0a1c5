package dev.orograph.curvature;

import dev.orograph.progress.Outcome;
import dev.orograph.spectrum.Eigenvalue;
import dev.orograph.spectrum.ExtremeEigenvalues;
import java.util.List;
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
    public Eigenpairs {
        values = List.copyOf(values);
    }

    /** Whether the basis has stayed orthonormal, as all of this relies on. */
    public boolean isOrthogonal() {
        return ExtremeEigenvalues.isOrthogonal(orthogonalityError);
    }

    /** Whether all residuals are below the tolerance. */
    public boolean isConverged() {
        return values.stream().allMatch(Eigenvalue::isConverged);
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
