package dev.orograph.curvature;

import java.util.List;
import java.util.Optional;

/**
 * What to find out about a curvature; every part is optional and independent of the others.
 *
 * @param searches of eigenvalues, each of another end
 * @param powerIterations PyHessian's search, for comparison
 * @param trace by Hutchinson's estimator, with the trace of each block and the Frobenius norm
 * @param sketchedTrace by Hutch++ instead
 * @param density of all eigenvalues
 * @param layers whether the density of each layer is wanted too
 * @param sharpness in several measures, of the whole network
 * @param isExact whether all eigenvalues of a small network are wanted
 */
public record CurvatureRequest(
        List<Lanczos> searches,
        Optional<PowerIteration> powerIterations,
        Optional<Hutchinson> trace,
        Optional<HutchPlusPlus> sketchedTrace,
        Optional<SpectralQuadrature> density,
        boolean layers,
        Optional<Sharpness> sharpness,
        boolean isExact) {
    public CurvatureRequest {
        searches = List.copyOf(searches);
        if (layers && density.isEmpty()) {
            throw new IllegalArgumentException("densities of layers need the settings of a density");
        }
    }
}
