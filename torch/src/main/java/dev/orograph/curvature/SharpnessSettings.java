package dev.orograph.curvature;

/** What the settings of a sharpness measure may be. */
final class SharpnessSettings {
    private SharpnessSettings() {}

    /**
     * Refuses what is no length.
     *
     * @throws IllegalArgumentException if {@code value} is not a number above 0
     */
    static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " " + value + " must be a number above 0");
        }
    }

    /**
     * Refuses too few draws.
     *
     * @throws IllegalArgumentException if {@code draws} are fewer than a standard error needs
     */
    static void requireDraws(int draws) {
        if (draws < 2) {
            throw new IllegalArgumentException(draws + " draws; a standard error needs at least 2");
        }
    }
}
