package dev.orograph.figure;

import dev.orograph.measurement.Convexity;
import dev.orograph.measurement.Series;
import dev.orograph.measurement.Surface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures that landscapes are usually shown as. Each may be taken further: figures, panels and marks are plain data. */
public final class LandscapeFigures {
    private LandscapeFigures() {}

    /** Labelled contour lines, coloured by level. */
    public static Figure contour(Surface surface, String quantity, FigureOptions options) {
        return contour(surface, quantity, Overlay.NONE, options);
    }

    /** Labelled contour lines with trajectories and places over them. */
    public static Figure contour(Surface surface, String quantity, Overlay overlay, FigureOptions options) {
        var field = Field.of(surface, quantity);
        var shading = Shading.choose(quantity, List.of(field), options);
        var lines = new ContourLines(field, shading.levels(), shading.continuous(), 1.2, true);
        var special = field.specialKinds().isEmpty()
                ? null
                : shading.bandedBar(QuantityNames.label(quantity), List.of(field));
        var gaps = new Undefined(field, shading.continuous());
        return page(
                plot(surface, options, List.of(gaps, lines), overlay).withColorBar(special),
                surface,
                quantity,
                options);
    }

    /** Coloured bands between levels, with thin labelled lines at the levels. */
    public static Figure filledContour(Surface surface, String quantity, FigureOptions options) {
        return filledContour(surface, quantity, Overlay.NONE, options);
    }

    /** Coloured bands with trajectories and places over them. */
    public static Figure filledContour(Surface surface, String quantity, Overlay overlay, FigureOptions options) {
        var fields = List.of(Field.of(surface, quantity));
        var shading = Shading.choose(quantity, fields, options);
        return filledContour(surface, quantity, fields, shading, overlay, options);
    }

    /** The same with a shading of several fields, all of which its colour bar explains. */
    static Figure filledContour(
            Surface surface,
            String quantity,
            List<Field> fields,
            Shading shading,
            Overlay overlay,
            FigureOptions options) {
        var plot = plot(surface, options, bands(Field.of(surface, quantity), shading), overlay)
                .withColorBar(shading.bandedBar(QuantityNames.label(quantity), fields));
        return page(plot, surface, quantity, options);
    }

    static List<Mark> bands(Field field, Shading shading) {
        return List.of(
                new FilledContours(field, shading.continuous(), shading.levels()),
                new ContourLines(field, shading.levels(), null, 0.6, false));
    }

    /** One coloured cell per measured point. */
    public static Figure heatMap(Surface surface, String quantity, FigureOptions options) {
        return heatMap(surface, quantity, Overlay.NONE, options);
    }

    /**
     * One coloured cell per point, with trajectories and places over them. Where some values are interpolated, dots show
     * which ones were measured.
     */
    public static Figure heatMap(Surface surface, String quantity, Overlay overlay, FigureOptions options) {
        var field = Field.of(surface, quantity);
        var shading = Shading.choose(quantity, List.of(field), options);
        var marks = List.of(new HeatMap(field, shading.continuous()), new MeasuredPoints(field));
        var plot = plot(surface, options, marks, overlay)
                .withColorBar(shading.continuousBar(QuantityNames.label(quantity), List.of(field)));
        return page(plot, surface, quantity, options);
    }

    /** A shaded surface with its contours on the floor. */
    public static Figure surface3D(Surface surface, String quantity, FigureOptions options) {
        return surface3D(surface, quantity, Overlay.NONE, View.defaults(), options);
    }

    /** A shaded surface seen from {@code view}, with trajectories and places over it. Trajectories that know their
     * true losses stand on stilts, unless {@code quantity} is an accuracy. */
    public static Figure surface3D(
            Surface surface, String quantity, Overlay overlay, View view, FigureOptions options) {
        var fields = List.of(Field.of(surface, quantity));
        var shading = Shading.choose(quantity, fields, lossRange(quantity, overlay), options);
        return surface3D(surface, quantity, fields, shading, overlay, view, options);
    }

    /** The same with a shading of several fields, all of which its colour bar explains. */
    static Figure surface3D(
            Surface surface,
            String quantity,
            List<Field> fields,
            Shading shading,
            Overlay overlay,
            View view,
            FigureOptions options) {
        String label = QuantityNames.label(quantity);
        var panel = Surface3D.of(Field.of(surface, quantity), shading.continuous())
                .withLabels(xLabel(surface, options), yLabel(surface, options), label)
                .withView(view)
                .withFloorContours(shading.levels())
                .withOverlay(QuantityNames.isAccuracy(quantity) ? overlay.withoutLosses() : overlay)
                .withColorBar(shading.continuousBar("", fields));
        return page(panel, surface, quantity, options);
    }

    /** True losses need room on the scale, too. */
    static @Nullable Range lossRange(String quantity, Overlay overlay) {
        return QuantityNames.isAccuracy(quantity) ? null : overlay.lossRange();
    }

    /**
     * A surface along one direction: losses on the left axis, accuracies on the right, training solid and test dashed.
     * Eigenvalues have a figure of their own, {@link #curvature1D}.
     *
     * @throws IllegalArgumentException if the surface has more than one axis
     */
    public static Figure line1D(Surface surface, FigureOptions options) {
        requireLine(surface);
        var x = surface.grid().x().coordinates();
        var marks = new ArrayList<Mark>();
        boolean hasAccuracy = false;
        boolean hasLoss = false;
        for (String quantity : surface.quantityNames()) {
            if (QuantityNames.isAbout(quantity) || Convexity.isCurvature(quantity)) {
                continue;
            }
            var series = Series.of(QuantityNames.label(quantity), x, surface.values(quantity));
            boolean isAccuracy = QuantityNames.isAccuracy(quantity);
            var mark = LineMark.of(series, Theme.line(isAccuracy ? 1 : 0))
                    .withDash(QuantityNames.isTest(quantity) ? Dash.DASHED : Dash.SOLID);
            if (!isAccuracy) {
                band(surface, quantity, mark.color()).ifPresent(marks::add);
            }
            marks.add(isAccuracy ? mark.onRightAxis() : mark);
            hasAccuracy |= isAccuracy;
            hasLoss |= !isAccuracy;
        }
        var left = new PlotAxis("loss", Boolean.TRUE.equals(options.logarithmic()), null);
        if (options.minimum() != null && options.maximum() != null) {
            left = left.withRange(options.minimum(), options.maximum());
        }
        var plot = Plot.of().withAxes(PlotAxis.linear(xLabel(surface, options)), left);
        if (hasAccuracy && hasLoss) {
            plot = plot.withRight(PlotAxis.linear("accuracy (%)").withRange(0, 103));
        }
        return page(plot.with(marks), surface, "landscape", options);
    }

    /**
     * Curvature along one direction: the smallest and the largest eigenvalue on the left axis, their ratio on the right.
     *
     * @throws IllegalArgumentException if the surface has more than one axis
     */
    public static Figure curvature1D(Surface surface, FigureOptions options) {
        requireLine(surface);
        var x = surface.grid().x().coordinates();
        var left = new PlotAxis("eigenvalue of the Hessian", Boolean.TRUE.equals(options.logarithmic()), null);
        if (options.minimum() != null && options.maximum() != null) {
            left = left.withRange(options.minimum(), options.maximum());
        }
        var plot = Plot.of().withAxes(PlotAxis.linear(xLabel(surface, options)), left);
        if (surface.has(Convexity.RATIO)) {
            plot = plot.withRight(PlotAxis.linear("|λmin / λmax|"))
                    .with(LineMark.of(Series.of("|λmin / λmax|", x, surface.values(Convexity.RATIO)), Theme.line(2))
                            .withDash(Dash.DASHED)
                            .onRightAxis());
        }
        for (var end : List.of(Convexity.LARGEST, Convexity.SMALLEST)) {
            if (surface.has(end)) {
                var name = end.equals(Convexity.LARGEST) ? "λmax" : "λmin";
                plot = plot.with(LineMark.of(
                        Series.of(name, x, surface.values(end)), Theme.line(end.equals(Convexity.LARGEST) ? 1 : 0)));
            }
        }
        return page(plot, surface, Convexity.LARGEST, withTitle(options, "extreme eigenvalues of the Hessian"));
    }

    private static void requireLine(Surface surface) {
        if (surface.grid().dimensions() != 1) {
            throw new IllegalArgumentException(
                    "a surface with " + surface.grid().dimensions() + " axes is not a line; draw its contours instead");
        }
    }

    private static FigureOptions withTitle(FigureOptions options, String otherwise) {
        return options.title() == null ? options.withTitle(otherwise) : options;
    }

    /** Between the smallest and largest of several surfaces, or two standard errors around one, if any is known. */
    private static Optional<Mark> band(Surface surface, String quantity, Rgb color) {
        var x = surface.grid().x().coordinates();
        if (surface.has(quantity + "_min") && surface.has(quantity + "_max")) {
            return Optional.of(new BandMark(
                    Series.of("", x, surface.values(quantity + "_min")),
                    Series.of("smallest to largest", x, surface.values(quantity + "_max")),
                    color));
        }
        if (!surface.has(quantity + "_se")) {
            return Optional.empty();
        }
        var error = surface.values(quantity + "_se");
        if (Arrays.stream(error).noneMatch(each -> each > 0)) {
            return Optional.empty();
        }
        var low = surface.values(quantity);
        var high = surface.values(quantity);
        for (int cell = 0; cell < error.length; cell++) {
            low[cell] -= 2 * error[cell];
            high[cell] += 2 * error[cell];
        }
        return Optional.of(new BandMark(Series.of("", x, low), Series.of("± 2 standard errors", x, high), color));
    }

    /** Curves that share one y axis, each in a colour of its own, such as the losses of several runs. */
    public static Figure curves(List<Series> series, String xLabel, String yLabel, FigureOptions options) {
        var marks = new ArrayList<Mark>();
        for (int i = 0; i < series.size(); i++) {
            marks.add(curve(series.get(i), Theme.line(i)));
        }
        var y = new PlotAxis(yLabel, Boolean.TRUE.equals(options.logarithmic()), null);
        return curvePage(Plot.of().withAxes(PlotAxis.linear(xLabel), y).with(marks), options);
    }

    /**
     * How a training run went: losses on the left axis, accuracies in percent on the right. Series whose name speaks of
     * test or validation are dashed.
     *
     * @param losses against {@code xLabel}
     * @param accuracies against the same; none gives no right axis
     */
    public static Figure training(List<Series> losses, List<Series> accuracies, String xLabel, FigureOptions options) {
        var left = new PlotAxis("loss", Boolean.TRUE.equals(options.logarithmic()), null);
        var plot = Plot.of().withAxes(PlotAxis.linear(xLabel), left);
        for (var series : losses) {
            plot = plot.with(dashedIfHeldOut(curve(series, Theme.line(0))));
        }
        if (!accuracies.isEmpty()) {
            plot = plot.withRight(PlotAxis.linear("accuracy (%)"));
        }
        for (var series : accuracies) {
            plot = plot.with(dashedIfHeldOut(curve(series, Theme.line(1))).onRightAxis());
        }
        return curvePage(plot, options);
    }

    private static LineMark curve(Series series, Rgb color) {
        var mark = LineMark.of(series, color);
        return series.size() <= 30 ? mark.withMarker(Marker.CIRCLE) : mark;
    }

    private static LineMark dashedIfHeldOut(LineMark mark) {
        String name = mark.data().name();
        return QuantityNames.isTest(name) || name.contains("valid") ? mark.withDash(Dash.DASHED) : mark;
    }

    private static Figure curvePage(Plot plot, FigureOptions options) {
        return sized(Figure.of(plot), options)
                .withTitle(options.title() == null ? "" : options.title())
                .withCaption(options.caption() == null ? "" : options.caption());
    }

    static Plot plot(Surface surface, FigureOptions options, List<? extends Mark> marks, Overlay overlay) {
        var plot = Plot.of()
                .withAxes(PlotAxis.linear(xLabel(surface, options)), PlotAxis.linear(yLabel(surface, options)))
                .with(marks);
        return plot.with(overlay.marks());
    }

    static String xLabel(Surface surface, FigureOptions options) {
        return options.xLabel() != null ? options.xLabel() : surface.grid().x().name();
    }

    static String yLabel(Surface surface, FigureOptions options) {
        return options.yLabel() != null ? options.yLabel() : surface.grid().y().name();
    }

    private static Figure page(Panel panel, Surface surface, String quantity, FigureOptions options) {
        return sized(Figure.of(panel), options)
                .withTitle(options.title() != null ? options.title() : QuantityNames.label(quantity))
                .withCaption(options.caption() != null ? options.caption() : TrustLine.of(surface, quantity))
                .withProvenance(surface.provenance());
    }

    private static Figure sized(Figure figure, FigureOptions options) {
        return figure.withSize(options.width(), options.height());
    }
}
