package dev.orograph.figure;

import dev.orograph.measurement.Series;
import dev.orograph.spectrum.Eigenvalue;
import dev.orograph.spectrum.Estimate;
import dev.orograph.spectrum.Quadrature;
import dev.orograph.spectrum.Smoothing;
import dev.orograph.spectrum.SpectralDensity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;

/** Spectra like those of a network: nearly all of 284,000 eigenvalues close to 0, ten from 5 to 60, some down to −1. */
final class SpectrumExamples {
    static final long DIMENSION = 284_000;
    static final double[] EPOCHS = {0, 1, 2, 4, 8, 20};
    private static final double[] OUTLIERS = {5.3, 8.9, 11.6, 14.2, 17.9, 22.4, 27.1, 33.8, 41.2, 59.3};

    private SpectrumExamples() {}

    /** @param share by which outliers are smaller than ten from 5 to 60 */
    static SpectralDensity density(int runs, double share, long seed) {
        var random = new Random(seed);
        var all = new ArrayList<Quadrature>();
        for (int run = 0; run < runs; run++) {
            var bulk = random.doubles(30, -1, 1)
                    .map(place -> place * Math.abs(place) * (place < 0 ? 1 : 2))
                    .sorted()
                    .toArray();
            var weights = Arrays.stream(bulk)
                    .map(node -> Math.exp(-Math.abs(node) / 0.08))
                    .toArray();
            double sum = Arrays.stream(weights).sum();
            var nodes = DoubleStream.concat(
                            Arrays.stream(bulk), Arrays.stream(OUTLIERS).map(node -> share * node + 2))
                    .toArray();
            double single = 1.0 / DIMENSION;
            all.add(Quadrature.of(
                    nodes,
                    DoubleStream.concat(
                                    Arrays.stream(weights).map(weight -> weight / sum * (1 - 10 * single)),
                                    DoubleStream.generate(() -> single).limit(10))
                            .toArray()));
        }
        return new SpectralDensity(DIMENSION, all);
    }

    static List<Eigenvalue> eigenvalues() {
        var all = new ArrayList<Eigenvalue>();
        for (int i = OUTLIERS.length - 1; i >= 0; i--) {
            all.add(new Eigenvalue(OUTLIERS[i], i < 2 ? 0.8 : 1e-4 * OUTLIERS[i], i >= 2));
        }
        all.add(new Eigenvalue(-1.02, 1e-4, true));
        return all;
    }

    static List<NamedDensity> layers() {
        var all = new ArrayList<NamedDensity>();
        for (int i = 0; i < 4; i++) {
            all.add(new NamedDensity("layer" + i + ".0.conv1.weight", density(2, 1.0 / (i + 1), i), eigenvalues()));
        }
        return all;
    }

    static Series largest() {
        return Series.of("λmax", EPOCHS, new double[] {3, 12, 30, 50, 59, 60});
    }

    static Series threshold() {
        return Series.of("2/η", EPOCHS, new double[] {80, 80, 80, 80, 80, 80});
    }

    static List<SpectralDensity> evolution() {
        var all = new ArrayList<SpectralDensity>();
        for (int i = 0; i < EPOCHS.length; i++) {
            all.add(density(2, largest().y(i) / 60, 10 + i));
        }
        return all;
    }

    static List<NamedEstimate> traces(String... names) {
        var all = new ArrayList<NamedEstimate>();
        for (int i = 0; i < names.length; i++) {
            all.add(new NamedEstimate(names[i], new Estimate(i == 1 ? -20 : 300.0 / (i + 1), 10.0 / (i + 1), 30)));
        }
        return all;
    }

    /** All kinds whose page is as large as the options say, by name. */
    static Map<String, Figure> all(FigureOptions options) {
        var figures = new LinkedHashMap<String, Figure>();
        for (var smoothing : Smoothing.values()) {
            for (boolean isSymmetric : new boolean[] {false, true}) {
                figures.put(
                        "density, " + smoothing + ", symmetric " + isSymmetric,
                        SpectrumFigures.density(
                                density(3, 1, 1), eigenvalues(), smoothing, options.withLogarithmic(isSymmetric)));
            }
        }
        var smoothing = Smoothing.PYHESSIAN;
        figures.put("densities", SpectrumFigures.densities(layers(), smoothing, options));
        figures.put("lines of densities", SpectrumFigures.densityLines(layers(), smoothing, options));
        figures.put(
                "evolution of a density",
                SpectrumFigures.evolution(
                        EPOCHS, evolution(), List.of(largest()), List.of(threshold()), smoothing, options));
        figures.put(
                "eigenvalues over epochs",
                SpectrumFigures.eigenvaluesOverEpochs(
                        List.of(largest()),
                        List.of(Series.of("λmin", EPOCHS, new double[] {-1, -0.8, -0.5, -0.2, -0.1, -0.1})),
                        List.of(threshold()),
                        options));
        figures.put(
                "eigenvalues",
                SpectrumFigures.eigenvalues(
                        List.of(
                                new NamedEigenvalues("Hessian", eigenvalues()),
                                new NamedEigenvalues(
                                        "Gauss–Newton", eigenvalues().subList(0, 8))),
                        options));
        var exact = new Random(5).doubles(300, -3, 3).map(Math::sinh).toArray();
        figures.put("full spectrum", SpectrumFigures.fullSpectrum(exact, null, smoothing, options));
        figures.put(
                "full spectrum with density",
                SpectrumFigures.fullSpectrum(exact, density(1, 1, 2), smoothing, options));
        return figures;
    }
}
