package dev.orograph.figure;

import dev.orograph.measurement.Series;
import dev.orograph.spectrum.DensityCurve;
import dev.orograph.spectrum.Quadrature;
import dev.orograph.spectrum.Smoothing;
import dev.orograph.spectrum.SpectralDensity;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A smoothed density as few points as a page can show: close to each other at every peak, however narrow, and none where
 * a straight line would pass as well. All values are at least a little below the floor, so that they have a place on a log
 * axis.
 */
final class DensityLine {
    /** Evenly spaced points along the axis besides those at the nodes. */
    private static final int EVEN = 1500;

    /** Where around a node its Gaussian is sampled, in standard deviations. */
    private static final double[] AROUND = {
        -6, -5, -4, -3.25, -2.5, -1.75, -1, -0.5, 0, 0.5, 1, 1.75, 2.5, 3.25, 4, 5, 6
    };

    /** How far a left-out point may lie from the line, in parts of the plot's height. */
    private static final double TOLERANCE = 5e-4;

    private final double[] eigenvalues;
    private final double[] mean;
    private final double[] low;
    private final double[] high;

    private DensityLine(double[] eigenvalues, double[] mean, double[] low, double[] high) {
        this.eigenvalues = eigenvalues;
        this.mean = mean;
        this.low = low;
        this.high = high;
    }

    /**
     * The curve along {@code axis}.
     *
     * @param floor lowest density of interest, greater than 0
     */
    static DensityLine of(SpectralDensity density, Smoothing smoothing, Scale axis, double floor) {
        var curve = density.curve(smoothing, places(density, smoothing, axis));
        var line = new DensityLine(
                curve.eigenvalues(),
                raised(curve.mean(), floor),
                raised(curve.low(), floor),
                raised(curve.high(), floor));
        return line.thinned(axis, floor, top(curve));
    }

    static double top(DensityCurve curve) {
        return Arrays.stream(curve.high()).max().orElse(1);
    }

    /** Ascending eigenvalues at which the curve is worth knowing. */
    static double[] places(SpectralDensity density, Smoothing smoothing, Scale axis) {
        double deviation = density.deviation(smoothing);
        int nodes = density.runs().stream().mapToInt(Quadrature::size).sum();
        var all = new double[EVEN + nodes * AROUND.length];
        int count = 0;
        for (int i = 0; i < EVEN; i++) {
            all[count++] = axis.value(i / (EVEN - 1.0));
        }
        for (var run : density.runs()) {
            for (int i = 0; i < run.size(); i++) {
                for (double offset : AROUND) {
                    double place = run.node(i) + offset * deviation;
                    if (place > axis.low() && place < axis.high()) {
                        all[count++] = place;
                    }
                }
            }
        }
        Arrays.sort(all, 0, count);
        int kept = 1;
        for (int i = 1; i < count; i++) {
            if (all[i] - all[kept - 1] > deviation / 20
                    || axis.position(all[i]) - axis.position(all[kept - 1]) > 0.5 / EVEN) {
                all[kept++] = all[i];
            }
        }
        return Arrays.copyOf(all, kept);
    }

    private static double[] raised(double[] values, double floor) {
        return Arrays.stream(values).map(value -> Math.max(value, floor / 2)).toArray();
    }

    private DensityLine thinned(Scale axis, double floor, double top) {
        var position = Arrays.stream(eigenvalues).map(axis::position).toArray();
        double height = Math.log(Math.max(top, 2 * floor) / floor);
        var kept = new BitSet();
        for (double[] values : new double[][] {mean, low, high}) {
            mark(
                    position,
                    Arrays.stream(values).map(value -> Math.log(value) / height).toArray(),
                    kept);
        }
        return new DensityLine(chosen(eigenvalues, kept), chosen(mean, kept), chosen(low, kept), chosen(high, kept));
    }

    /** Marks the points that D. Douglas and T. Peucker's method keeps (1973, doi:10.3138/FM57-6770-U75U-7727). */
    private static void mark(double[] x, double[] y, BitSet kept) {
        var stretches = new ArrayDeque<int[]>();
        stretches.push(new int[] {0, x.length - 1});
        kept.set(0);
        kept.set(x.length - 1);
        while (!stretches.isEmpty()) {
            var ends = stretches.pop();
            int furthest = -1;
            double distance = TOLERANCE;
            for (int i = ends[0] + 1; i < ends[1]; i++) {
                double share = (x[i] - x[ends[0]]) / (x[ends[1]] - x[ends[0]]);
                double off = Math.abs(y[ends[0]] + share * (y[ends[1]] - y[ends[0]]) - y[i]);
                if (off > distance) {
                    furthest = i;
                    distance = off;
                }
            }
            if (furthest >= 0) {
                kept.set(furthest);
                stretches.push(new int[] {ends[0], furthest});
                stretches.push(new int[] {furthest, ends[1]});
            }
        }
    }

    private static double[] chosen(double[] values, BitSet kept) {
        return kept.stream().mapToDouble(i -> values[i]).toArray();
    }

    /** The mean of the runs against the eigenvalues. */
    Series mean(String name) {
        return Series.of(name, eigenvalues, mean);
    }

    /** The smallest of the runs. */
    Series low() {
        return Series.of("", eigenvalues, low);
    }

    /** The largest of the runs. */
    Series high() {
        return Series.of("", eigenvalues, high);
    }
}
