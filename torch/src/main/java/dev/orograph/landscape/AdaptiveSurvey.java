package dev.orograph.landscape;

import dev.orograph.measurement.Convexity;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Trust;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.refinement.Refinement;
import dev.orograph.refinement.Treatment;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** A survey that measures as many cells as a tolerance needs, and tells of its rounds. */
final class AdaptiveSurvey {
    private final Adaptive adaptive;
    private final Trust centre;
    private final Refinement refinement;
    private final BiFunction<Measured, Trust, Landscape> result;

    /**
     * Prepares a refinement, which judges errors beside the losses at the centre.
     *
     * @param centre figures of the centre
     * @param result makes a landscape of what was measured and the figures known by then
     */
    AdaptiveSurvey(
            Adaptive adaptive,
            Grid grid,
            List<String> quantities,
            Trust centre,
            BiFunction<Measured, Trust, Landscape> result) {
        this.adaptive = adaptive;
        this.centre = centre;
        this.refinement = new Refinement(grid, Treatment.all(quantities, scales(centre)), adaptive.tolerance());
        this.result = result;
    }

    /**
     * What errors are measured by, by the name of the quantity: losses at the centre, and for both eigenvalues the larger
     * of the two in size, as λmin may be nearly 0.
     */
    private static Map<String, Double> scales(Trust centre) {
        var scales = new HashMap<String, Double>();
        centre.figures().forEach((name, value) -> scales.put(name.replace("_centre_loss", "_loss"), value));
        double norm = Math.max(
                Math.abs(scales.getOrDefault("centre_" + Convexity.SMALLEST, Double.NaN)),
                Math.abs(scales.getOrDefault("centre_" + Convexity.LARGEST, Double.NaN)));
        scales.put(Convexity.SMALLEST, norm);
        scales.put(Convexity.LARGEST, norm);
        return scales;
    }

    /**
     * Measures. Adds the figures {@code share_computed}, {@code interpolation_error_median} and
     * {@code interpolation_error_p95}: estimates of |ΔL| / max(|L|, |L_centre|) of interpolated cells.
     */
    Landscape run(
            EvaluationPlan plan,
            Grid grid,
            Map<Integer, double[]> known,
            CellStore store,
            int threads,
            Listener listener)
            throws IOException {
        Survey.Pause pause = (after, filled) -> {
            listener.onMessage(progress(after));
            if (after.rounds() == 1) {
                adaptive.preview().show(result.apply(filled.get(), centre).surface());
            }
        };
        var measured = Survey.refine(plan, grid, known, store, threads, listener, refinement, pause);
        if (measured.outcome() != Outcome.COMPLETED) {
            return result.apply(measured, centre);
        }
        var estimate = refinement.estimate();
        var trust = centre.with("share_computed", (double) measured.cellsDone() / grid.cells())
                .with("interpolation_error_median", estimate.median())
                .with("interpolation_error_p95", estimate.most());
        return result.apply(measured, trust);
    }

    private static String progress(Refinement refinement) {
        var estimate = refinement.estimate();
        var measured = String.format(
                Locale.ROOT,
                "%.1f %% of the cells after round %d",
                100 * estimate.computedShare(),
                refinement.rounds());
        return Double.isFinite(estimate.most())
                ? measured
                        + String.format(
                                Locale.ROOT,
                                "; the others within %.2g %% (median), %.2g %% (95 of 100)",
                                100 * estimate.median(),
                                100 * estimate.most())
                : measured;
    }
}
