package dev.orograph.measurement;

import java.util.LinkedHashMap;

/**
 * How convex a loss is where the extreme eigenvalues of its Hessian are known: |λmin / λmax|. Near 0 it curves upwards
 * nearly everywhere, or as much as it matters; at 1 it falls off one way as it rises another (Li et al. 2018, arXiv
 * 1712.09913, section 6).
 */
public final class Convexity {
    /** The quantity λmin: the smallest eigenvalue, the most negative one where there are any. */
    public static final String SMALLEST = "min_eig";

    /** The quantity λmax: the largest eigenvalue. */
    public static final String LARGEST = "max_eig";

    /** The quantity |λmin / λmax|. */
    public static final String RATIO = "convexity";

    /** Ending of the names of residuals ‖Hv − λv‖: an eigenvalue lies within this distance of the computed one. */
    public static final String RESIDUAL = "_residual";

    private Convexity() {}

    /** Whether a quantity is one of the two eigenvalues. */
    public static boolean isEigenvalue(String quantity) {
        return quantity.equals(SMALLEST) || quantity.equals(LARGEST);
    }

    /** Whether a quantity is one of the two eigenvalues or their ratio. */
    public static boolean isCurvature(String quantity) {
        return isEigenvalue(quantity) || quantity.equals(RATIO);
    }

    /** Whether both eigenvalues of each cell are known. */
    public static boolean isKnown(Surface surface) {
        return surface.has(SMALLEST) && surface.has(LARGEST);
    }

    /**
     * The surface with the ratio of its eigenvalues beside them, of interpolated ones where they are; the surface itself
     * where it does not have both. NaN where an eigenvalue is, or both are 0; infinite where only λmax is 0.
     */
    public static Surface with(Surface surface) {
        if (!isKnown(surface)) {
            return surface;
        }
        var smallest = surface.values(SMALLEST);
        var ratio = surface.values(LARGEST);
        for (int cell = 0; cell < ratio.length; cell++) {
            ratio[cell] = Math.abs(smallest[cell] / ratio[cell]);
        }
        var quantities = new LinkedHashMap<String, double[]>();
        for (var name : surface.quantityNames()) {
            quantities.put(name, surface.values(name));
        }
        quantities.put(RATIO, ratio);
        return surface.withQuantities(quantities);
    }
}
