package dev.orograph.landscape;

import java.util.Locale;

/**
 * On how many samples each cell is measured: on all there are, or on a prefix of one shuffle that is long enough for a
 * wanted precision. Prefixes of one shuffle differ smoothly from cell to cell, as independent subsets would not.
 *
 * @param tolerance largest standard error of a cell's rise over the centre, relative to the larger of its loss and the
 *     centre's; 0 to take all samples
 * @param seed of the shuffle
 */
public record Sampling(double tolerance, long seed) {
    /** Every cell on all samples, in file order. */
    public static final Sampling ALL = new Sampling(0, 0);

    /**
     * Fewest samples of a prefix: with fewer, rare samples of large loss are likely to be missed and the standard error
     * with them.
     */
    static final int LEAST = 500;

    public Sampling {
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException(
                    "precision " + tolerance + " must lie between 0 and 1, as in 1% or 0.01");
        }
    }

    /**
     * Prefixes for a precision.
     *
     * @param text as in {@code 1%} or {@code 0.01}
     */
    public static Sampling parse(String text, long seed) {
        var plain = text.strip().toLowerCase(Locale.ROOT);
        boolean isPercent = plain.endsWith("%");
        try {
            double value = Double.parseDouble(isPercent ? plain.substring(0, plain.length() - 1) : plain);
            if (value > 0) {
                return new Sampling(isPercent ? value / 100 : value, seed);
            }
        } catch (NumberFormatException e) {
            // told below, with what would be right
        }
        throw new IllegalArgumentException("precision '" + text + "' must be a positive share, as in 1% or 0.01");
    }

    /** Whether cells choose how many samples they take. */
    public boolean takesPrefixes() {
        return tolerance > 0;
    }
}
