package dev.orograph.report;

import dev.orograph.figure.ColorMap;
import dev.orograph.figure.Dash;
import dev.orograph.figure.Figure;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.LineMark;
import dev.orograph.figure.Plot;
import dev.orograph.figure.PlotAxis;
import dev.orograph.figure.Rgb;
import dev.orograph.measurement.Series;
import dev.orograph.measurement.Surface;
import java.util.Arrays;

/**
 * Colours, levels and limits of the published loss-landscape scripts: contours in summer and heat maps in viridis from
 * 0.1 to 10 in steps of 0.5, surfaces in coolwarm without limits, lines up to a loss of 5 with accuracies in red.
 */
public final class PublishedStyle {
    /** Greatest loss of a line plot. */
    public static final double LOSS_MAX = 5;

    private static final double LOWEST = .1;
    private static final double HIGHEST = 10;
    private static final double STEP = .5;
    private static final Rgb BLUE = Rgb.of("0000ff");
    private static final Rgb RED = Rgb.of("ff0000");

    private PublishedStyle() {}

    /** The scripts' choices for one kind of figure where {@code options} have none. */
    public static FigureOptions of(PlotKind kind, FigureOptions options) {
        return switch (kind) {
            case CONTOUR, FILLED -> limited(options, true).withColorMap(ColorMap.SUMMER);
            case HEAT -> limited(options, false).withColorMap(ColorMap.VIRIDIS);
            case SURFACE_3D -> options.withColorMap(ColorMap.COOLWARM).withLogarithmic(isLogarithmic(options));
            case LINE -> options;
        };
    }

    private static FigureOptions limited(FigureOptions options, boolean hasSteps) {
        var limited = options.withRange(
                        options.minimum() == null ? LOWEST : options.minimum(),
                        options.maximum() == null ? HIGHEST : options.maximum())
                .withLogarithmic(isLogarithmic(options));
        return hasSteps && options.step() == null && !isLogarithmic(options) ? limited.withStep(STEP) : limited;
    }

    private static boolean isLogarithmic(FigureOptions options) {
        return Boolean.TRUE.equals(options.logarithmic());
    }

    /**
     * Losses in blue on the left axis up to {@code lossMax}, accuracies in red on the right one up to 100 %; test
     * quantities are dashed.
     */
    public static Figure line(Surface surface, double lossMax, FigureOptions options) {
        boolean logarithmic = isLogarithmic(options);
        var x = surface.grid().x();
        var plot = Plot.of()
                .withAxes(
                        PlotAxis.linear(x.name()).withRange(x.min(), x.max()),
                        new PlotAxis("Loss", logarithmic, null)
                                .withRange(lowest(surface, logarithmic, lossMax), lossMax));
        if (surface.quantityNames().stream().anyMatch(quantity -> quantity.endsWith("_acc"))) {
            plot = plot.withRight(PlotAxis.linear("Accuracy").withRange(0, 100));
        }
        for (var quantity : surface.quantityNames()) {
            boolean isAccuracy = quantity.endsWith("_acc");
            if (!isAccuracy && !quantity.endsWith("_loss")) {
                continue;
            }
            var set = quantity.startsWith("test") ? "Test " : "Training ";
            var name = set + (isAccuracy ? "accuracy" : "loss");
            var line = LineMark.of(Series.of(name, x.coordinates(), surface.values(quantity)), isAccuracy ? RED : BLUE)
                    .withWidth(1.2)
                    .withDash(quantity.startsWith("test") ? Dash.DASHED : Dash.SOLID);
            plot = plot.with(isAccuracy ? line.onRightAxis() : line);
        }
        return Figure.of(plot)
                .withSize(options.width(), options.height())
                .withTitle(options.title() == null ? "" : options.title())
                .withCaption(options.caption() == null ? "" : options.caption())
                .withProvenance(surface.provenance());
    }

    /** 0, or on a logarithmic axis the least positive loss, which matplotlib shows where it is told to begin at 0. */
    private static double lowest(Surface surface, boolean logarithmic, double lossMax) {
        if (!logarithmic) {
            return 0;
        }
        double least = surface.quantityNames().stream()
                .filter(quantity -> quantity.endsWith("_loss"))
                .flatMapToDouble(quantity -> Arrays.stream(surface.values(quantity)))
                .filter(value -> value > 0 && value < lossMax)
                .min()
                .orElse(lossMax / 1000);
        return least / 1.1;
    }
}
