package dev.orograph.landscape;

import dev.orograph.measurement.Convexity;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Figures about a measured surface as a whole: {@code share_nan} and {@code share_infinite} of the computed cells,
 * what is known of the plane, what the standard errors of its cells amount to where samples were left out, and how well
 * eigenvalues are known.
 */
final class TrustReport {
    private final Surface surface;
    private Trust trust;

    private TrustReport(Trust trust, Surface surface) {
        this.trust = trust;
        this.surface = surface;
    }

    /**
     * Adds to the figures of the centre.
     *
     * @param bare the surface with the subject's quantities
     */
    static Trust of(Trust centre, SurveySubject subject, Plane plane, Surface bare) {
        var report = new TrustReport(centre, bare);
        report.shares(subject.quantities().get(0));
        report.trust = plane.addTo(report.trust);
        for (var set : subject.sets()) {
            report.sampling(set, subject.sampling());
        }
        if (Convexity.isKnown(bare)) {
            report.eigenvalues();
        }
        return report.trust;
    }

    private void shares(String quantity) {
        var values = computed(quantity);
        double cells = Math.max(1, values.length);
        trust = trust.with(
                        "share_nan", Arrays.stream(values).filter(Double::isNaN).count() / cells)
                .with(
                        "share_infinite",
                        Arrays.stream(values).filter(Double::isInfinite).count() / cells);
    }

    private double[] computed(String quantity) {
        return IntStream.range(0, surface.grid().cells())
                .filter(cell -> surface.status(cell) == Status.COMPUTED)
                .mapToDouble(cell -> surface.value(quantity, cell))
                .toArray();
    }

    /**
     * {@code …_population}, {@code …_samples} (mean per cell), {@code …_loss_se} (median, of the loss as an estimate for
     * the whole split) and {@code …_rise_error}, {@code …_rise_error_95} (median and 95th percentile of the rise's
     * standard error relative to the larger of the cell's and the centre's loss); nothing where every cell took all
     * samples of the split.
     */
    private void sampling(SampleSet set, Sampling sampling) {
        if (set.isWhole() && !sampling.takesPrefixes()) {
            return;
        }
        var samples = sampling.takesPrefixes() ? computed(set.name() + "_samples") : new double[] {set.size()};
        var losses = computed(set.name() + "_loss");
        var rises = computed(set.name() + "_loss_rise_se");
        double centre = Math.abs(trust.figures().getOrDefault(set.name() + "_centre_loss", 0.0));
        var relative = IntStream.range(0, rises.length)
                .mapToDouble(
                        cell -> rises[cell] / Math.max(Math.abs(losses[cell]), Double.isFinite(centre) ? centre : 0))
                .toArray();
        trust = trust.with(set.name() + "_population", set.population())
                .with(set.name() + "_samples", Arrays.stream(samples).average().orElse(Double.NaN))
                .with(set.name() + "_loss_se", quantile(computed(set.name() + "_loss_se"), 0.5))
                .with(set.name() + "_rise_error", quantile(relative, 0.5))
                .with(set.name() + "_rise_error_95", quantile(relative, 0.95));
    }

    /**
     * {@code eig_error_median}, {@code eig_error_p95} and {@code eig_error_most}: the larger of the two residuals of a
     * cell relative to the larger of its eigenvalues in size.
     */
    private void eigenvalues() {
        var smallest = computed(Convexity.SMALLEST);
        var largest = computed(Convexity.LARGEST);
        var one = computed(Convexity.SMALLEST + Convexity.RESIDUAL);
        var other = computed(Convexity.LARGEST + Convexity.RESIDUAL);
        var errors = IntStream.range(0, smallest.length)
                .mapToDouble(cell ->
                        Math.max(one[cell], other[cell]) / Math.max(Math.abs(smallest[cell]), Math.abs(largest[cell])))
                .toArray();
        trust = trust.with("eig_error_median", quantile(errors, 0.5))
                .with("eig_error_p95", quantile(errors, 0.95))
                .with("eig_error_most", quantile(errors, 1));
    }

    /** The smallest finite value that so many of the finite ones do not exceed; NaN of none. */
    private static double quantile(double[] values, double share) {
        var sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
