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
    /**
     * What rounding makes of an eigenvalue 0, in parts of the largest: 2⁻²⁴ of a product in single precision, times
     * some for its accumulated sums.
     */
    private static final double ROUNDING = 1e-6;

    /** Distance in standard deviations beyond which exp(−d²/2) is 0 in double precision. */
    private static final double REACH = 39;

    /** Room on either side of the extreme nodes, in standard deviations of the Gaussians. */
    private static final double TAILS = 5;

    public SpectralDensity {
        runs = List.copyOf(runs);
        if (dimension < 1) {
            throw new IllegalArgumentException("an operator with " + dimension + " eigenvalues has no density");
        }
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a spectral density needs at least one run");
        }
    }

    /** The mean of the eigenvalues' {@code power}-th powers: tr(Aᵖ) / dimension. */
    public Estimate moment(int power) {
        return estimate(run -> run.moment(power));
    }

    /**
     * The share of eigenvalues strictly below {@code bound}. Of negative ones {@link #negativeMass} tells, since with the
     * bound 0 eigenvalues count as well that rounding alone made negative.
     */
    public Estimate massBelow(double bound) {
        return estimate(run -> run.massBelow(bound));
    }

    /**
     * The share of eigenvalues that are negative by more than rounding, that is below −1e-6 · max |node| of all runs. An
     * operator that is positive semi-definite and has many eigenvalues 0, such as the Gauss–Newton matrix of a network
     * with more weights than outputs, has about half of them computed as tiny negative numbers.
     */
    public Estimate negativeMass() {
        return massBelow(-ROUNDING * Math.max(Math.abs(smallest()), Math.abs(largest())));
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
     * @throws IllegalArgumentException if there are fewer
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
        var eigenvalues = new double[points];
        for (int i = 0; i < points; i++) {
            eigenvalues[i] = from + (to - from) * i / (points - 1);
        }
        return curve(smoothing, eigenvalues);
    }

    /**
     * The smooth curve at given eigenvalues, such as those of a figure whose axis is not linear.
     *
     * @param at ascending
     */
    public DensityCurve curve(Smoothing smoothing, double... at) {
        double deviation = deviation(smoothing);
        var eigenvalues = at.clone();
        int points = eigenvalues.length;
        var mean = new double[points];
        var low = new double[points];
        var high = new double[points];
        for (int i = 0; i < points; i++) {
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

    /**
     * The standard deviation of the Gaussian around each node, in units of the eigenvalues; greater than 0. One
     * eigenvalue alone makes a peak of 1 / (dimension · deviation · √(2π)).
     */
    public double deviation(Smoothing smoothing) {
        double range = largest() - smallest();
        int nodes = runs.stream().mapToInt(Quadrature::size).max().orElseThrow();
        double deviation = smoothing.deviation(range, nodes);
        // An operator with a single eigenvalue has no range of its own.
        return deviation > 0 ? deviation : Smoothing.PYHESSIAN.deviation(range, nodes);
    }

    private static double height(Quadrature run, double at, double deviation) {
        double sum = 0;
        for (int i = run.firstFrom(at - REACH * deviation);
                i < run.size() && run.node(i) <= at + REACH * deviation;
                i++) {
            double distance = (at - run.node(i)) / deviation;
            sum += run.weight(i) * Math.exp(-distance * distance / 2);
        }
        return sum / (deviation * Math.sqrt(2 * Math.PI));
    }
}
