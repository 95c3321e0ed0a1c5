package dev.orograph.measurement;

import dev.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Several surfaces over equal ranges, such as those of several pairs of random directions, in one: cell by cell their
 * mean under the quantity's own name, and under its name with {@code _sd}, {@code _min} and {@code _max} the standard
 * deviation (n − 1), the smallest and the largest value. Means and deviations are NaN where a value is NaN; cells that
 * one surface lacks are missing.
 */
public final class SurfaceSpread {
    private final List<Surface> surfaces;

    private SurfaceSpread(List<Surface> surfaces) {
        this.surfaces = surfaces;
    }

    /**
     * The summary, of losses, accuracies and eigenvalues; the ratio of these is that of their means. Its trust states the worst of the surfaces', and how much they differ:
     * {@code direction_pairs}, and {@code …_loss_direction_spread}, the mean over cells of deviation relative to mean.
     *
     * @param surfaces at least two, over the same grid
     * @throws IllegalArgumentException if there are fewer, or their grids differ
     */
    public static Surface of(List<Surface> surfaces, Provenance provenance) {
        if (surfaces.size() < 2) {
            throw new IllegalArgumentException("a spread needs at least 2 surfaces, not " + surfaces.size());
        }
        var first = surfaces.get(0);
        for (var surface : surfaces) {
            if (!surface.grid().equals(first.grid())) {
                throw new IllegalArgumentException("the surfaces of a spread must have equal grids, but one has "
                        + surface.grid() + " and another " + first.grid());
            }
        }
        return new SurfaceSpread(List.copyOf(surfaces)).summary(provenance);
    }

    private Surface summary(Provenance provenance) {
        var first = surfaces.get(0);
        var quantities = new LinkedHashMap<String, double[]>();
        var trust = trust();
        for (var name : first.quantityNames()) {
            if (isMeasured(name) && surfaces.stream().allMatch(surface -> surface.has(name))) {
                var mean = each(name, SurfaceSpread::mean);
                var deviation = each(name, SurfaceSpread::deviation);
                quantities.put(name, mean);
                quantities.put(name + "_sd", deviation);
                quantities.put(
                        name + "_min",
                        each(name, values -> Arrays.stream(values).min().orElse(Double.NaN)));
                quantities.put(
                        name + "_max",
                        each(name, values -> Arrays.stream(values).max().orElse(Double.NaN)));
                if (name.endsWith("_loss")) {
                    trust = trust.with(name + "_direction_spread", relative(mean, deviation));
                }
            }
        }
        var status =
                IntStream.range(0, first.grid().cells()).mapToObj(this::status).toArray(Status[]::new);
        return Convexity.with(Surface.of(first.grid(), quantities, status, trust, provenance));
    }

    private static boolean isMeasured(String name) {
        return name.endsWith("_loss") || name.endsWith("_acc") || Convexity.isEigenvalue(name);
    }

    /** Measured where all are; at best interpolated where one is; else missing. */
    private Status status(int cell) {
        if (!surfaces.stream().allMatch(surface -> surface.status(cell).hasValues())) {
            return Status.PENDING;
        }
        return surfaces.stream().allMatch(surface -> surface.status(cell) == Status.COMPUTED)
                ? Status.COMPUTED
                : Status.INTERPOLATED;
    }

    private double[] each(String quantity, ToDoubleFunction<double[]> of) {
        return IntStream.range(0, surfaces.get(0).grid().cells())
                .mapToDouble(cell -> of.applyAsDouble(surfaces.stream()
                        .mapToDouble(surface -> surface.value(quantity, cell))
                        .toArray()))
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    private static double relative(double[] mean, double[] deviation) {
        return IntStream.range(0, mean.length)
                .mapToDouble(cell -> deviation[cell] / Math.abs(mean[cell]))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private Trust trust() {
        var trust = Trust.NONE.with("direction_pairs", surfaces.size());
        for (var name : surfaces.get(0).trust().figures().keySet()) {
            var values = surfaces.stream()
                    .map(surface -> surface.trust().figures().get(name))
                    .flatMapToDouble(value -> value == null ? DoubleStream.empty() : DoubleStream.of(value))
                    .toArray();
            if (values.length == surfaces.size()) {
                trust = trust.with(name, worst(name, values));
            }
        }
        return trust;
    }

    private static double worst(String name, double[] values) {
        if (name.equals("deterministic")) {
            return Arrays.stream(values).min().orElse(Double.NaN);
        } else if (name.startsWith("share_") || name.endsWith("_samples") || name.endsWith("_loss")) {
            return mean(values);
        }
        return Arrays.stream(values)
                .boxed()
                .max((one, other) -> Double.compare(Math.abs(one), Math.abs(other)))
                .orElse(Double.NaN);
    }
}
