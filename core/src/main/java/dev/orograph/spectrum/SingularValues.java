package dev.orograph.spectrum;

import java.util.Arrays;

/**
 * The singular values σ₁ ≥ σ₂ ≥ … of a matrix and what they say about it. Of a matrix whose numbers are not all finite
 * all are NaN, and so is everything here. Immutable.
 */
public final class SingularValues {
    /** Share of the sum that the published rank ratio asks for. */
    private static final double PUBLISHED_SHARE = 0.95;

    private final double[] values;
    private final long rows;
    private final long columns;

    private SingularValues(double[] values, long rows, long columns) {
        this.values = values;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Those of a matrix.
     *
     * @param values min(rows, columns) numbers, descending and at least 0, or NaN all of them
     * @throws IllegalArgumentException if there are none or another number, or if they are negative or ascend
     */
    public static SingularValues of(double[] values, long rows, long columns) {
        if (values.length == 0 || values.length != Math.min(rows, columns)) {
            throw new IllegalArgumentException(values.length + " singular values of a matrix of " + rows + " by "
                    + columns + "; need as many as its shorter side, at least 1");
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || (i > 0 && values[i] > values[i - 1])) {
                throw new IllegalArgumentException("singular value " + i + " is " + values[i]
                        + (i > 0 ? " after " + values[i - 1] : "") + "; give them descending and at least 0");
            }
        }
        return new SingularValues(values.clone(), rows, columns);
    }

    public int size() {
        return values.length;
    }

    public double[] values() {
        return values.clone();
    }

    private boolean isUndefined() {
        return Double.isNaN(values[0]);
    }

    /** σ₁, the spectral norm. */
    public double spectralNorm() {
        return values[0];
    }

    /** √Σσ², the Frobenius norm. */
    public double frobeniusNorm() {
        double largest = values[0];
        return largest > 0
                ? largest
                        * Math.sqrt(Arrays.stream(values)
                                .map(value -> (value / largest) * (value / largest))
                                .sum())
                : largest;
    }

    /** Σσ, the nuclear norm. */
    public double nuclearNorm() {
        return Arrays.stream(values).sum();
    }

    /** How many exceed σ₁·max(rows, columns)·2⁻⁵², below which they are rounding; NaN if undefined. */
    public double rank() {
        double limit = values[0] * Math.max(rows, columns) * Math.ulp(1.0);
        return isUndefined()
                ? Double.NaN
                : Arrays.stream(values).filter(value -> value > limit).count();
    }

    /** σ₁ over the smallest; infinite for a matrix whose {@link #rank} is not full. */
    public double conditionNumber() {
        if (isUndefined()) {
            return Double.NaN;
        }
        return rank() < values.length ? Double.POSITIVE_INFINITY : values[0] / values[values.length - 1];
    }

    /** ‖·‖_F²/σ₁², the stable rank; 0 for a matrix of zeros. */
    public double stableRank() {
        double ratio = frobeniusNorm() / values[0];
        return values[0] == 0 ? 0 : ratio * ratio;
    }

    /** Σσ/σ₁; 0 for a matrix of zeros. */
    public double nuclearRank() {
        return values[0] == 0 ? 0 : nuclearNorm() / values[0];
    }

    /**
     * exp(−Σ p ln p) with p = σ/Σσ over those that count for the {@link #rank} (Roy and Vetterli 2007); 0 for a matrix of
     * zeros.
     */
    public double effectiveRank() {
        return exponentialEntropy(values);
    }

    /** The same with p = σ²/Σσ². */
    public double effectiveEnergyRank() {
        double largest = values[0];
        return exponentialEntropy(Arrays.stream(values)
                .map(value -> largest > 0 ? (value / largest) * (value / largest) : value)
                .toArray());
    }

    private double exponentialEntropy(double[] shares) {
        if (isUndefined()) {
            return Double.NaN;
        }
        int count = (int) rank();
        double sum = Arrays.stream(shares, 0, count).sum();
        double entropy = Arrays.stream(shares, 0, count)
                .map(share -> share == 0 ? 0 : -share / sum * Math.log(share / sum))
                .sum();
        return count == 0 ? 0 : Math.exp(entropy);
    }

    /** {@link #effectiveRank} over the shorter side. */
    public double effectiveRankRatio() {
        return effectiveRank() / values.length;
    }

    /**
     * #{k : σ₁ + … + σ_k < 0.95 Σσ} over the shorter side: what the book chapter on initialisers calls the effective-rank
     * ratio. It is one singular value short of holding 95 % of the sum.
     */
    public double publishedRankRatio() {
        if (isUndefined()) {
            return Double.NaN;
        }
        double wanted = PUBLISHED_SHARE * nuclearNorm();
        double sum = 0;
        int count = 0;
        for (double value : values) {
            sum += value;
            count += sum < wanted ? 1 : 0;
        }
        return (double) count / values.length;
    }
}
