package dev.orograph.spectrum;

import java.util.List;

/**
 * Eigenvalues at an end of a spectrum, and how surely they are the first in rank.
 *
 * @param end which, such as {@code magnitude}
 * @param values the most wanted first
 * @param isRankAssured whether the next in rank was found too, so that none was missed in between
 * @param orthogonalityError largest deviation of the search's basis from orthonormality
 * @param products with the operator that the search took
 * @param method such as {@code lanczos}
 */
public record ExtremeEigenvalues(
        String end,
        List<Eigenvalue> values,
        boolean isRankAssured,
        double orthogonalityError,
        int products,
        String method) {
    /** Above this, rounding has spoilt the basis and values may be found twice. */
    private static final double ORTHOGONAL = 1e-3;

    public ExtremeEigenvalues {
        values = List.copyOf(values);
    }

    /** Whether a basis with that error has stayed orthonormal, as all of this relies on. */
    public static boolean isOrthogonal(double orthogonalityError) {
        return orthogonalityError <= ORTHOGONAL;
    }

    /** Whether all residuals are below the tolerance. */
    public boolean isConverged() {
        return values.stream().allMatch(Eigenvalue::isConverged);
    }
}
