package dev.orograph.figure;

/**
 * From where a surface is looked at.
 *
 * @param azimuth direction of the viewer around the vertical in degrees, 0 along +x and 90 along +y
 * @param elevation height of the viewer above the horizon in degrees, 1 … 89
 * @param isPerspective whether what is near looks larger
 */
public record View(double azimuth, double elevation, boolean isPerspective) {
    public View {
        if (!Double.isFinite(azimuth) || !(elevation >= 1) || !(elevation <= 89)) {
            throw new IllegalArgumentException("a view from azimuth " + azimuth + " and elevation " + elevation
                    + " degrees is not possible; give a finite azimuth and an elevation of 1 to 89");
        }
    }

    /** From the front right, above, in perspective. */
    public static View defaults() {
        return new View(-58, 32, true);
    }
}
