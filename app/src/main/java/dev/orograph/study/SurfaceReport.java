package dev.orograph.study;

import dev.orograph.figure.Animation;
import dev.orograph.figure.DescentFigures;
import dev.orograph.figure.Figure;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.LandscapeAnimations;
import dev.orograph.figure.Overlay;
import dev.orograph.figure.PlotAxis;
import dev.orograph.landscape.FunctionMap;
import dev.orograph.measurement.Place;
import dev.orograph.measurement.Series;
import dev.orograph.measurement.Surface;
import dev.orograph.objective.AnalyticSurface;
import dev.orograph.report.NamedFigure;
import dev.orograph.training.Descent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Figures, rows and words about optimizers on one analytic surface. */
final class SurfaceReport {
    /** Losses nearer to the minimum are drawn as if they were that near: no more can be seen. */
    private static final double FLOOR = 1e-8;

    /** The lowest level of surfaces that are drawn by ratios. */
    private static final double LOWEST_LEVEL = 0.1;

    private static final int FRAMES = 60;

    private final AnalyticSurface surface;
    private final Surface map;
    private final List<SurfaceDescent> descents;

    private SurfaceReport(AnalyticSurface surface, Surface map, List<SurfaceDescent> descents) {
        this.surface = surface;
        this.map = map;
        this.descents = descents;
    }

    /**
     * Walks down and measures.
     *
     * @param points of the map along each axis
     */
    static SurfaceReport of(SurfaceTrial trial, int points) {
        var surface = trial.surface();
        try (var function = surface.sum()) {
            var start = surface.region().start();
            var descents = new ArrayList<SurfaceDescent>();
            trial.optimizers()
                    .forEach((name, optimizer) -> descents.add(new SurfaceDescent(
                            surface,
                            name,
                            optimizer,
                            Descent.of(function, optimizer, new double[] {start.x(), start.y()}, trial.steps()))));
            return new SurfaceReport(
                    surface, FunctionMap.of(function, surface.region().grid(points), 0), descents);
        }
    }

    NamedFigure figure() {
        var places = new ArrayList<Place>(surface.region().minima());
        places.add(surface.region().start());
        var scene = new DescentFigures.Scene("", map, overlay().withPlaces(places), options());
        var curves = descents.stream().map(this::curve).toList();
        Figure figure = DescentFigures.withCurves(scene, FunctionMap.LOSS, curves, axis(), "Optimizers on " + surface);
        return new NamedFigure(surface.toString(), figure);
    }

    /** Valleys with steep walls are drawn by ratios, so that their bottoms can be seen. */
    private FigureOptions options() {
        var options = FigureOptions.defaults().withCaption("");
        return switch (surface) {
            case ROSENBROCK, BEALE, HIMMELBLAU -> options.withLogarithmic(true).withRange(LOWEST_LEVEL, null);
            case RASTRIGIN, SADDLE, RAVINE, STEEP_OPTIMA -> options;
        };
    }

    private Overlay overlay() {
        var overlay = Overlay.NONE;
        for (var descent : descents) {
            overlay = overlay.with(descent.trajectory());
        }
        return overlay;
    }

    private PlotAxis axis() {
        if (surface == AnalyticSurface.SADDLE) {
            var heights = Arrays.stream(map.values(FunctionMap.LOSS)).summaryStatistics();
            return PlotAxis.linear("loss").withRange(heights.getMin(), heights.getMax());
        }
        return PlotAxis.logarithmic(surface.lowest().orElse(0) == 0 ? "loss" : "loss above the lowest minimum");
    }

    /** Where a logarithmic axis shows it, the loss above the minimum. */
    private Series curve(SurfaceDescent descent) {
        var losses = descent.descent().losses();
        if (surface != AnalyticSurface.SADDLE) {
            double lowest = surface.lowest().orElse(0);
            losses = Arrays.stream(losses)
                    .map(loss -> Double.isFinite(loss) ? Math.max(FLOOR, loss - lowest) : loss)
                    .toArray();
        }
        return Series.of(
                descent.name(),
                IntStream.range(0, losses.length).asDoubleStream().toArray(),
                losses);
    }

    /** All optimizers on their ways at once. */
    Animation animation() {
        return LandscapeAnimations.path(
                map,
                FunctionMap.LOSS,
                overlay().withPlaces(surface.region().minima()),
                "step",
                options().withTitle(surface.toString()).withSize(640, 500),
                FRAMES);
    }

    List<List<String>> rows() {
        return descents.stream().map(SurfaceDescent::row).toList();
    }

    String finding() {
        return "On " + surface + ", "
                + switch (surface) {
                    case SADDLE -> counted("escaped") + " get away from the saddle.";
                    case RAVINE -> "the lowest loss is " + lowest() + ".";
                    case ROSENBROCK, RASTRIGIN, BEALE, HIMMELBLAU, STEEP_OPTIMA ->
                        counted("reached") + " end within " + DescentTable.NEAR + " of a minimum; the lowest loss is "
                                + lowest() + ".";
                };
    }

    private String counted(String outcome) {
        long count = descents.stream()
                .filter(descent -> descent.outcome().equals(outcome))
                .count();
        return count + " of " + descents.size();
    }

    private String lowest() {
        var finite = descents.stream()
                .filter(descent -> !descent.descent().isDiverged())
                .toList();
        var lowest = finite.stream()
                .mapToDouble(descent -> descent.descent().lastLoss())
                .min();
        if (lowest.isEmpty()) {
            return "none, for all diverged";
        }
        var text = SweepStudy.number(lowest.getAsDouble());
        return text + " by "
                + finite.stream()
                        .filter(descent ->
                                SweepStudy.number(descent.descent().lastLoss()).equals(text))
                        .map(SurfaceDescent::name)
                        .collect(Collectors.joining(", "));
    }

    /** Every step of every way. */
    List<String> steps() {
        var lines = new ArrayList<String>();
        for (var each : descents) {
            var losses = each.descent().losses();
            for (int step = 0; step < losses.length; step++) {
                var point = each.descent().point(step);
                lines.add(String.format(
                        Locale.ROOT,
                        "%s,\"%s\",%d,%s,%s,%s",
                        surface,
                        each.optimizer().text().replace("\"", "\"\""),
                        step,
                        point[0],
                        point[1],
                        losses[step]));
            }
        }
        return lines;
    }

    AnalyticSurface surface() {
        return surface;
    }
}
