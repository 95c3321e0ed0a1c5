package dev.orograph.report;

import dev.orograph.figure.Figure;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.LandscapeGrids;
import dev.orograph.figure.NamedDensity;
import dev.orograph.figure.NamedEigenvalues;
import dev.orograph.figure.NamedEstimate;
import dev.orograph.figure.SpectrumFigures;
import dev.orograph.measurement.Series;
import dev.orograph.spectrum.CurvatureFigures;
import dev.orograph.spectrum.CurvatureReport;
import dev.orograph.spectrum.Eigenvalue;
import dev.orograph.spectrum.Smoothing;
import dev.orograph.spectrum.SpectralDensity;
import dev.orograph.spectrum.Stability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The figures of a curvature report. */
public final class CurvatureFigureFiles {
    private final CurvatureReport report;
    private final String name;
    private final Smoothing smoothing;
    private final FigureOptions options;
    private final List<NamedFigure> figures = new ArrayList<>();

    private CurvatureFigureFiles(CurvatureReport report, String name, Smoothing smoothing, FigureOptions options) {
        this.report = report;
        this.name = name;
        this.smoothing = smoothing;
        this.options = options;
    }

    /**
     * All figures that the report has the numbers for.
     *
     * @param name with which the names of all begin
     */
    public static List<NamedFigure> of(
            CurvatureReport report, String name, Smoothing smoothing, FigureOptions options) {
        var files = new CurvatureFigureFiles(report, name, smoothing, options);
        if (report.points().size() > 1) {
            files.overEpochs();
        } else if (!report.points().isEmpty()) {
            files.at(report.points().get(0));
        }
        return List.copyOf(files.figures);
    }

    private FigureOptions titled(String what) {
        return options.withTitle(what + " of " + report.network());
    }

    private void add(String what, Figure figure) {
        figures.add(new NamedFigure(name + "-" + what, figure));
    }

    private String samples() {
        return String.format(Locale.ROOT, "%,d samples of %s", report.samples(), report.data());
    }

    private void at(CurvatureFigures point) {
        var eigenvalues = point.extremes().stream()
                .flatMap(found -> found.values().stream())
                .toList();
        point.density().ifPresent(density -> {
            var caption = SpectrumFigures.caption(density, smoothing, samples());
            add(
                    "density",
                    SpectrumFigures.density(
                            density,
                            eigenvalues,
                            smoothing,
                            titled("Spectral density").withCaption(caption)));
        });
        if (!point.layers().isEmpty()) {
            var layers = point.layers().stream()
                    .map(layer -> new NamedDensity(layer.layer(), layer.density(), List.of()))
                    .toList();
            add(
                    "layers",
                    SpectrumFigures.densities(
                            layers,
                            smoothing,
                            LandscapeGrids.sized(titled("Spectral density by layer"), layers.size())));
        }
        if (!eigenvalues.isEmpty() && point.density().isEmpty()) {
            var named = point.extremes().stream()
                    .map(found -> new NamedEigenvalues(found.end(), found.values()))
                    .toList();
            add("eigenvalues", SpectrumFigures.eigenvalues(named, titled("Eigenvalues")));
        }
        point.trace().filter(trace -> !trace.blocks().isEmpty()).ifPresent(trace -> {
            var bars = trace.blocks().stream()
                    .map(block -> new NamedEstimate(block.block(), block.trace()))
                    .toList();
            add("trace", SpectrumFigures.bars(List.of("trace"), List.of(bars), titled("Trace by block")));
        });
        if (!point.exact().isEmpty()) {
            var all = point.exact().stream().mapToDouble(Double::doubleValue).toArray();
            add(
                    "exact",
                    SpectrumFigures.fullSpectrum(
                            all, point.density().orElse(null), smoothing, titled("All eigenvalues")));
        }
    }

    private void overEpochs() {
        var points = report.points().stream()
                .filter(point -> point.epoch().isPresent())
                .toList();
        var largest =
                series("largest eigenvalue", points, point -> point.largest().map(Eigenvalue::value));
        var smallest =
                series("smallest eigenvalue", points, point -> point.smallest().map(Eigenvalue::value));
        var preconditioned = series(
                "largest, preconditioned",
                points,
                point -> point.stability().flatMap(Stability::preconditioned).map(Eigenvalue::value));
        boolean isPreconditioned =
                points.stream().flatMap(point -> point.stability().stream()).anyMatch(Stability::isPreconditioned);
        var threshold = series(
                points.stream()
                        .flatMap(point -> point.stability().stream())
                        .map(Stability::formula)
                        .findFirst()
                        .orElse(""),
                points,
                point -> point.stability().map(Stability::threshold).filter(Double::isFinite));
        var bounds = threshold.size() > 0 ? List.of(threshold) : List.<Series>of();
        if (largest.size() > 1) {
            add(
                    "eigenvalues",
                    SpectrumFigures.eigenvaluesOverEpochs(
                            List.of(largest),
                            smallest.size() > 0 ? List.of(smallest) : List.of(),
                            isPreconditioned ? List.of() : bounds,
                            titled("Extreme eigenvalues")));
        }
        if (preconditioned.size() > 1) {
            add(
                    "preconditioned",
                    SpectrumFigures.eigenvaluesOverEpochs(
                            List.of(preconditioned), List.of(), bounds, titled("Preconditioned curvature")));
        }
        var dense = points.stream().filter(point -> point.density().isPresent()).toList();
        if (dense.size() > 1) {
            var densities =
                    dense.stream().map(point -> point.density().orElseThrow()).toList();
            add("density", evolution(dense, densities, largest, isPreconditioned ? List.of() : bounds));
        }
    }

    private Figure evolution(
            List<CurvatureFigures> points, List<SpectralDensity> densities, Series largest, List<Series> bounds) {
        return SpectrumFigures.evolution(
                points.stream().mapToDouble(point -> point.epoch().orElse(0)).toArray(),
                densities,
                largest.size() > 0 ? List.of(largest) : List.of(),
                bounds,
                smoothing,
                titled("Spectral density"));
    }

    /** The points that have the quantity. */
    private static Series series(
            String name, List<CurvatureFigures> points, Function<CurvatureFigures, Optional<Double>> quantity) {
        var having = points.stream()
                .filter(point -> quantity.apply(point).isPresent())
                .toList();
        return Series.of(
                name,
                having.stream().mapToDouble(point -> point.epoch().orElse(0)).toArray(),
                having.stream()
                        .mapToDouble(point -> quantity.apply(point).orElseThrow())
                        .toArray());
    }
}
