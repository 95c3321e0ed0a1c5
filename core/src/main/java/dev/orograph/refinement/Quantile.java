package dev.orograph.refinement;

/** The value of a sorted sample that a given share of it does not exceed, never interpolated downwards. */
final class Quantile {
    private Quantile() {}

    /** 0 for an empty sample. */
    static double of(double[] ascending, double share) {
        return ascending.length == 0 ? 0 : ascending[Math.min(ascending.length - 1, (int) (share * ascending.length))];
    }

    /** Position {@code i} of {@code count} spread evenly over {@code length} positions. */
    static int spread(int i, int count, int length) {
        return Math.toIntExact((2L * i + 1) * length / (2L * count));
    }
}
