package dev.orograph.refinement;

/**
 * How far interpolated cells may be from what would be measured there, as |ΔL| / max(|L|, |L_centre|).
 *
 * @param median bound on half of the interpolated cells, above 0
 * @param most bound on 95 % of them, and on the estimate of each
 */
public record Tolerance(double median, double most) {
    /** The few cells at kinks and steep walls may be off by so many times the median's bound. */
    private static final double MOST_OVER_MEDIAN = 5;

    private static final String EXAMPLES = "write a share such as 1% or 0.01";

    public Tolerance {
        if (!(median > 0) || !(most >= median) || !Double.isFinite(most)) {
            throw new IllegalArgumentException(
                    "a tolerance of " + median + " (median) and " + most + " is none; " + EXAMPLES);
        }
    }

    /** A bound on the median, and five times as much for 95 % of the cells. */
    public static Tolerance of(double median) {
        return new Tolerance(median, MOST_OVER_MEDIAN * median);
    }

    /**
     * Reads the bound on the median: {@code 1%}, or {@code 0.01}.
     *
     * @throws IllegalArgumentException with a sentence for the user if {@code text} is no share between 0 and 100 %
     */
    public static Tolerance parse(String text) {
        var stripped = text.strip();
        boolean isPercent = stripped.endsWith("%");
        double value;
        try {
            value = Double.parseDouble(isPercent ? stripped.substring(0, stripped.length() - 1) : stripped);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("tolerance '" + text + "' is not a number; " + EXAMPLES, e);
        }
        double share = isPercent ? value / 100 : value;
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "tolerance '" + text + "' must lie above 0 and below 100 %; " + EXAMPLES);
        }
        return of(share);
    }
}
