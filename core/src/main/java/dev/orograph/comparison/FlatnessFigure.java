package dev.orograph.comparison;

/** The figures of flatness. Coordinates are those of the axes: for normalised directions, multiples of the weights' size. */
public enum FlatnessFigure {
    /** L₀, the loss at the centre. */
    CENTRE_LOSS("loss at the centre"),
    /** Mean over rays of the distance at which the loss reaches a multiple of L₀; where it does not, the map's edge. */
    RISE_RADIUS("rise radius"),
    /** Mean over the circle of a given radius of L − L₀. */
    MEAN_RISE("mean rise"),
    /**
     * Mean of the second derivatives along the axes at the centre: a quadratic fitted by least squares to the five
     * points nearest to it along each axis (Savitzky and Golay 1964, doi:10.1021/ac60214a047).
     */
    CURVATURE("curvature"),
    /** Length or area of the sublevel set {L &lt; L₀ + ε} inside the map. */
    SUBLEVEL_VOLUME("sublevel volume");

    private final String label;

    FlatnessFigure(String label) {
        this.label = label;
    }

    /** In words. */
    @Override
    public String toString() {
        return label;
    }
}
