package dev.orograph.comparison;

/**
 * At which heights and distances flatness is measured; the same for all that are compared.
 *
 * @param factor the rise radius is where the loss is this multiple of the centre's; greater than 1
 * @param radius the mean rise is taken at this distance from the centre, in the units of the axes; positive
 * @param rise ε of the sublevel set {L &lt; L₀ + ε}, in units of the loss; positive
 */
public record FlatnessSettings(double factor, double radius, double rise) {
    /** A factor of 2, as good as any other that is stated. */
    public static final double FACTOR = 2;

    /** A tenth of a nat: a rise in cross-entropy that shows in the accuracy of most classifiers. */
    public static final double RISE = 0.1;

    public FlatnessSettings {
        if (!(factor > 1) || !Double.isFinite(factor)) {
            throw new IllegalArgumentException("rise factor " + factor + " must be greater than 1, as in 2");
        }
        if (!(radius > 0) || !Double.isFinite(radius)) {
            throw new IllegalArgumentException("radius " + radius + " must be greater than 0, as in 0.5");
        }
        if (!(rise > 0) || !Double.isFinite(rise)) {
            throw new IllegalArgumentException("rise " + rise + " must be greater than 0, as in 0.1");
        }
    }
}
