package dev.orograph.spectrum;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How the eigenvalues of an operator are distributed, from several independent runs of stochastic Lanczos quadrature.
 *
 * @param dimension number of eigenvalues
 * @param runs one quadrature for each random start, at least one
 */
public record SpectralDensity(long dimension, List<Quadrature> runs) {
    /** Room on either side of the extreme nodes, in standard deviations of the Gaussians. */
    private static final double TAILS = 5;

    public SpectralDensity {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a spectral density needs at least one run");
        }
    }

    /** The mean of the eigenvalues' {@code power}-th powers: tr(Aᵖ) / dimension. */
    public Estimate moment(int power) {
        return estimate(run -> run.moment(power));
    }

    /** The share of eigenvalues below {@code bound}; with 0, of negative ones. */
    public Estimate massBelow(double bound) {
        return estimate(run -> run.massBelow(bound));
    }

    private Estimate estimate(ToDoubleFunction<Quadrature> quantity) {
        return Estimate.of(runs.stream().mapToDouble(quantity).toArray());
    }

    /** The smallest node of all runs, which is never below the smallest eigenvalue but for rounding. */
    public double smallest() {
        return runs.stream().mapToDouble(run -> run.node(0)).min().orElseThrow();
    }

    /** The largest node of all runs, which is never above the largest eigenvalue but for rounding. */
    public double largest() {
        return runs.stream().mapToDouble(run -> run.node(run.size() - 1)).max().orElseThrow();
    }

    /**
     * The smooth curve over all nodes and some room on both sides.
     *
     * @param points how many, at least 2; PyHessian takes 10,000
     */
    public DensityCurve curve(Smoothing smoothing, int points) {
        double deviation = deviation(smoothing);
        return curve(smoothing, smallest() - TAILS * deviation, largest() + TAILS * deviation, points);
    }

    /**
     * The smooth curve over a range that several densities may share.
     *
     * @param points how many, at least 2
     * @throws IllegalArgumentException if the range is empty or has fewer points
     */
    public DensityCurve curve(Smoothing smoothing, double from, double to, int points) {
        if (points < 2 || !(from < to)) {
            throw new IllegalArgumentException(
                    "a density on " + points + " points from " + from + " to " + to + "; need at least 2 on a range");
        }
        double deviation = deviation(smoothing);
        var eigenvalues = new double[points];
        var mean = new double[points];
        var low = new double[points];
        var high = new double[points];
        for (int i = 0; i < points; i++) {
            eigenvalues[i] = from + (to - from) * i / (points - 1);
            low[i] = Double.POSITIVE_INFINITY;
            for (var run : runs) {
                double height = height(run, eigenvalues[i], deviation);
                mean[i] += height / runs.size();
                low[i] = Math.min(low[i], height);
                high[i] = Math.max(high[i], height);
            }
        }
        return new DensityCurve(eigenvalues, mean, low, high);
    }

    private double deviation(Smoothing smoothing) {
        double range = largest() - smallest();
        int nodes = runs.stream().mapToInt(Quadrature::size).max().orElseThrow();
        double deviation = smoothing.deviation(range, nodes);
        // An operator with a single eigenvalue has no range of its own.
        return deviation > 0 ? deviation : Smoothing.PYHESSIAN.deviation(range, nodes);
    }

    private static double height(Quadrature run, double at, double deviation) {
        double sum = 0;
        for (int i = 0; i < run.size(); i++) {
            double distance = (at - run.node(i)) / deviation;
            sum += run.weight(i) * Math.exp(-distance * distance / 2);
        }
        return sum / (deviation * Math.sqrt(2 * Math.PI));
    }
}
