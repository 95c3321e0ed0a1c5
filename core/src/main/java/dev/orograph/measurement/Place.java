package dev.orograph.measurement;

/**
 * A named point in the coordinates of a plane, such as one of the three models that span it.
 *
 * @param name what is there
 * @param x finite
 * @param y finite
 */
public record Place(String name, double x, double y) {
    public Place {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException(
                    "place " + name + " at (" + x + ", " + y + ") is nowhere; give finite coordinates");
        }
    }
}
