package dev.orograph.figure;

import dev.orograph.spectrum.Quadrature;
import dev.orograph.spectrum.Smoothing;
import dev.orograph.spectrum.SpectralDensity;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the axes of spectra, whose outliers are far from the bulk and whose densities span orders of magnitude. */
final class SpectrumScales {
    /** Share of the eigenvalues that is called the bulk. */
    private static final double BULK = 0.9;

    /** From this ratio of outliers to bulk on, a linear axis shows the bulk as a line. */
    private static final double FAR = 20;

    /** Most orders of magnitude between the linear part of a symmetric axis and its ends. */
    private static final double MAGNITUDES = 4;

    private SpectrumScales() {}

    /** The span of all densities and other numbers, 0 included. */
    static Range range(Collection<SpectralDensity> densities, double... others) {
        Range range = new Range(0, 0);
        for (var density : densities) {
            range = union(range, new Range(density.smallest(), density.largest()));
        }
        var rest = Range.of(others);
        return (rest == null ? range : union(range, rest)).labelable();
    }

    private static Range union(Range a, Range b) {
        return new Range(Math.min(a.low(), b.low()), Math.max(a.high(), b.high()));
    }

    /** A linear axis with room for the Gaussians at its ends. */
    static Scale linear(Range range, List<SpectralDensity> densities, Smoothing smoothing) {
        double room = densities.stream()
                .mapToDouble(density -> 5 * density.deviation(smoothing))
                .max()
                .orElse(0);
        double padding = Math.max(room, 0.03 * (range.high() - range.low()));
        return new LinearScale(range.low() - padding, range.high() + padding);
    }

    /**
     * The axis of eigenvalues: linear, or linear around the bulk and by ratios beyond it.
     *
     * @param isSymmetric whether by ratios; null if that depends on how far the outliers are
     */
    static Scale eigenvalues(
            Range range, List<SpectralDensity> densities, Smoothing smoothing, @Nullable Boolean isSymmetric) {
        double largest = Math.max(Math.abs(range.low()), Math.abs(range.high()));
        double bulk = densities.stream()
                .mapToDouble(density -> Math.max(bulk(density), density.deviation(smoothing)))
                .max()
                .orElse(largest);
        if (isSymmetric != null ? isSymmetric : largest > FAR * bulk) {
            return symmetric(range, bulk);
        }
        return linear(range, densities, smoothing);
    }

    /** By ratios beyond about {@code wanted} on both sides of 0, with a little room at the ends. */
    static SymmetricScale symmetric(Range range, double wanted) {
        double largest = Math.max(Math.abs(range.low()), Math.abs(range.high()));
        double linear = Math.max(Math.min(wanted, largest / 10), largest / Math.pow(10, MAGNITUDES));
        double round = Math.pow(10, Math.rint(Math.log10(linear)));
        var tight = new SymmetricScale(Math.min(range.low(), -round), Math.max(range.high(), round), round);
        return new SymmetricScale(tight.value(-0.03), tight.value(1.03), round);
    }

    /** The distance from 0 within which most of the eigenvalues lie. */
    private static double bulk(SpectralDensity density) {
        var sizes = density.runs().stream()
                .flatMapToDouble(run -> Arrays.stream(run.nodes()))
                .map(Math::abs)
                .sorted()
                .toArray();
        for (double size : sizes) {
            double mass = 0;
            for (var run : density.runs()) {
                mass += massWithin(run, size) / density.runs().size();
            }
            if (mass >= BULK) {
                return size;
            }
        }
        return sizes[sizes.length - 1];
    }

    private static double massWithin(Quadrature run, double size) {
        return run.massBelow(Math.nextUp(size)) - run.massBelow(-size);
    }

    /** Height of a single eigenvalue's peak. */
    static double single(SpectralDensity density, Smoothing smoothing) {
        return 1 / (density.dimension() * density.deviation(smoothing) * Math.sqrt(2 * Math.PI));
    }

    /**
     * The log axis of densities: from a decade or two below the peak of a single eigenvalue to above all runs' curves.
     *
     * @param tops largest value of each density
     */
    static LogScale densities(
            List<SpectralDensity> densities, Smoothing smoothing, double[] tops, FigureOptions options) {
        double top = Math.pow(10, Math.ceil(Math.log10(Arrays.stream(tops).max().orElse(1)) + 0.1));
        double single = densities.stream()
                .mapToDouble(density -> single(density, smoothing))
                .min()
                .orElse(top);
        double floor = Math.min(Math.pow(10, Math.floor(Math.log10(single / 5))), top / 1e4);
        double low = options.minimum() != null && options.minimum() > 0 ? options.minimum() : floor;
        double high = options.maximum() != null && options.maximum() > low ? options.maximum() : top;
        return new LogScale(low, high > low ? high : 10 * low);
    }
}
