package dev.orograph.figure;

/**
 * From where a surface is looked at.
 *
 * @param azimuth direction of the viewer around the vertical in degrees, 0 along +x and 90 along +y
 * @param elevation height of the viewer above the horizon in degrees, 1 … 89
 * @param isPerspective whether what is near looks larger
 * @param isTurning whether the picture is one of several from all around: then its scale, its ticks and its legend do not
 *     depend on the azimuth
 */
public record View(double azimuth, double elevation, boolean isPerspective, boolean isTurning) {
    public View {
        if (!Double.isFinite(azimuth) || !(elevation >= 1) || !(elevation <= 89)) {
            throw new IllegalArgumentException("a view from azimuth " + azimuth + " and elevation " + elevation
                    + " degrees is not possible; give a finite azimuth and an elevation of 1 to 89");
        }
    }

    /** A single picture, filling its place. */
    public View(double azimuth, double elevation, boolean isPerspective) {
        this(azimuth, elevation, isPerspective, false);
    }

    /** From the front right, above, in perspective. */
    public static View defaults() {
        return new View(-58, 32, true);
    }

    /** Returns the view that the viewer has after walking by so many degrees around the surface. */
    View turned(double degrees) {
        return new View(azimuth + degrees, elevation, isPerspective, true);
    }
}
