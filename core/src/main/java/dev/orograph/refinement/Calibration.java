package dev.orograph.refinement;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * How the errors that predictions turned out to have compare with the estimates of them: ratios found at control cells,
 * which are spread over what nothing asks to refine. Estimates come from predictions made before the cells around were
 * measured, so that they are too high, by a factor that depends on how smooth the landscape is. Immutable.
 */
final class Calibration {
    /** No ratio is known: estimates are taken at their word. */
    static final Calibration NONE = new Calibration(new double[0]);

    /** So many ratios tell the factor well enough. */
    private static final int ENOUGH = 50;

    /** Room for what a sample of controls does not show: with it the estimates were high on the landscapes tried. */
    private static final double MARGIN = 1.5;

    /** Products of estimates and ratios are formed from so many estimates at most. */
    private static final int MOST_ESTIMATES = 400;

    private static final double[] AT_THEIR_WORD = {1};

    private final double[] ratios;

    private Calibration(double[] ratios) {
        this.ratios = ratios;
    }

    boolean isComplete() {
        return ratios.length >= ENOUGH;
    }

    /** With further ratios of an error and its estimate. */
    Calibration with(double[] newRatios) {
        return new Calibration(DoubleStream.concat(
                        Arrays.stream(ratios), Arrays.stream(newRatios).map(ratio -> MARGIN * ratio))
                .sorted()
                .toArray());
    }

    /** The factor that a share of the ratios does not exceed. */
    double factor(double share) {
        return Quantile.of(factors(), share);
    }

    private double[] factors() {
        return ratios.length == 0 ? AT_THEIR_WORD : ratios;
    }

    /**
     * The errors to expect of cells, if estimates and ratios have nothing to do with one another.
     *
     * @param estimates ascending
     * @return a sample of the errors, ascending
     */
    double[] expected(double[] estimates) {
        int count = Math.min(MOST_ESTIMATES, estimates.length);
        var factors = factors();
        var products = new double[count * factors.length];
        for (int i = 0; i < count; i++) {
            double estimate = estimates[Quantile.spread(i, count, estimates.length)];
            for (int j = 0; j < factors.length; j++) {
                // a wall stays one, whatever was found elsewhere
                products[i * factors.length + j] = Double.isInfinite(estimate) ? estimate : estimate * factors[j];
            }
        }
        Arrays.sort(products);
        return products;
    }
}
