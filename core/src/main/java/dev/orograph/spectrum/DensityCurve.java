package dev.orograph.spectrum;

/**
 * A smoothed spectral density over ascending eigenvalues; over all of them it integrates to 1. Immutable.
 *
 * @see SpectralDensity#curve
 */
public final class DensityCurve {
    private final double[] eigenvalues;
    private final double[] mean;
    private final double[] low;
    private final double[] high;

    DensityCurve(double[] eigenvalues, double[] mean, double[] low, double[] high) {
        this.eigenvalues = eigenvalues;
        this.mean = mean;
        this.low = low;
        this.high = high;
    }

    public int size() {
        return eigenvalues.length;
    }

    public double[] eigenvalues() {
        return eigenvalues.clone();
    }

    /** Density per unit of eigenvalue, the mean over the runs. */
    public double[] mean() {
        return mean.clone();
    }

    /** The smallest density of any run. */
    public double[] low() {
        return low.clone();
    }

    /** The largest density of any run. */
    public double[] high() {
        return high.clone();
    }
}
