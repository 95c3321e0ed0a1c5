package dev.orograph.spectrum;

/**
 * A computed eigenvalue λ of a symmetric operator A, with a unit vector v beside it.
 *
 * @param value λ
 * @param residual ‖Av − λv‖: some eigenvalue of A lies within this distance of λ
 * @param isConverged whether the residual is below the tolerance that was asked for
 */
public record Eigenvalue(double value, double residual, boolean isConverged) {}
