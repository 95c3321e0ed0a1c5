package dev.orograph.figure;

import dev.orograph.measurement.Series;
import dev.orograph.spectrum.Eigenvalue;
import dev.orograph.spectrum.Quadrature;
import dev.orograph.spectrum.Smoothing;
import dev.orograph.spectrum.SpectralDensity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The figures that spectra are shown as. Of the options, {@code minimum} and {@code maximum} limit densities where there
 * are any and eigenvalues otherwise, {@code logarithmic} asks for an axis of eigenvalues that is linear around 0 and
 * logarithmic beyond on both sides; the caption, where it is null, says from how much the figure was made.
 */
public final class SpectrumFigures {
    /** Room beside the first and the last epoch, as a share of all. */
    private static final double ROOM = 0.025;

    private static final String EIGENVALUE = "eigenvalue λ";
    private static final String DENSITY = "density";
    private static final Rgb OUTLIER = Rgb.of("c1121f");

    /** Rows of a heat map: one in about two pixels of a page. */
    private static final int ROWS = 240;

    private static final int BAR = 23;
    private static final int ROOM_FOR_BARS = 330;

    private SpectrumFigures() {}

    /**
     * What a density was made from, for small print: runs, steps, eigenvalues and width of the Gaussians.
     *
     * @param samples how many samples the operator averages over, in words; may be empty
     */
    public static String caption(SpectralDensity density, Smoothing smoothing, String samples) {
        String own = caption(List.of(density), smoothing);
        return samples.isBlank() ? own : own + " · " + samples;
    }

    /** The same for several; ranges where they differ. */
    private static String caption(List<SpectralDensity> all, Smoothing smoothing) {
        return String.format(
                Locale.ROOT,
                "%s of %s · %s · Gaussians of σ = %s (%s)",
                counted(all.stream().mapToLong(each -> each.runs().size()), "run"),
                counted(all.stream().flatMap(each -> each.runs().stream()).mapToLong(Quadrature::size), "step"),
                counted(all.stream().mapToLong(SpectralDensity::dimension), "eigenvalue"),
                span(
                        all.stream().mapToDouble(each -> each.deviation(smoothing)),
                        value -> NumberText.significant(value, 2)),
                smoothing == Smoothing.PAPYAN ? "Papyan’s" : "PyHessian’s");
    }

    private static String counted(LongStream counts, String what) {
        String span = span(counts.asDoubleStream(), value -> String.format(Locale.ROOT, "%,d", (long) value));
        return span + " " + what + (span.equals("1") ? "" : "s");
    }

    private static String span(DoubleStream values, DoubleFunction<String> text) {
        var statistics = values.summaryStatistics();
        String low = text.apply(statistics.getMin());
        String high = text.apply(statistics.getMax());
        return low.equals(high) ? low : low + " … " + high;
    }

    /**
     * The smoothed density on a log axis, with the band between the smallest and the largest run if there are several,
     * and eigenvalues known one by one at the upper edge. A dotted line says how high a single eigenvalue reaches.
     *
     * @param eigenvalues such as those found by Lanczos; may be empty
     */
    public static Figure density(
            SpectralDensity density, List<Eigenvalue> eigenvalues, Smoothing smoothing, FigureOptions options) {
        var all = List.of(new NamedDensity("", density, eigenvalues));
        var axes = axes(all, false, smoothing, options);
        return page(densityPlot(all.get(0), 0, smoothing, axes, options), options, "spectral density")
                .withCaption(label(options.caption(), caption(List.of(density), smoothing)));
    }

    /** Axes that several densities share. */
    private record Axes(Scale eigenvalues, LogScale densities) {}

    /** @param isGrid whether the data decide on the axis of eigenvalues where the options do not; else it is linear */
    private static Axes axes(List<NamedDensity> all, boolean isGrid, Smoothing smoothing, FigureOptions options) {
        var densities = all.stream().map(NamedDensity::density).toList();
        var known = all.stream()
                .flatMapToDouble(each -> each.eigenvalues().stream().mapToDouble(Eigenvalue::value))
                .toArray();
        var range = SpectrumScales.range(densities, known);
        Boolean isSymmetric =
                (isGrid || options.logarithmic() != null) ? options.logarithmic() : Boolean.valueOf(false);
        var scale = SpectrumScales.eigenvalues(range, densities, smoothing, isSymmetric);
        var tops = densities.stream()
                .mapToDouble(density ->
                        DensityLine.top(density.curve(smoothing, DensityLine.places(density, smoothing, scale))))
                .toArray();
        return new Axes(scale, SpectrumScales.densities(densities, smoothing, tops, options));
    }

    private static Plot densityPlot(
            NamedDensity named, int color, Smoothing smoothing, Axes axes, FigureOptions options) {
        var density = named.density();
        double single = SpectrumScales.single(density, smoothing);
        var marks = new ArrayList<Mark>();
        marks.add(RuleMark.zero(true));
        marks.add(new RuleMark(single, false, "one eigenvalue", Theme.MUTED, Dash.DOTTED));
        marks.addAll(curve(named, "", color, smoothing, axes));
        marks.add(new EigenvalueTicks(named.eigenvalues()));
        return Plot.of()
                .withTitle(named.name())
                .withAxes(
                        PlotAxis.on(axes.eigenvalues(), label(options.xLabel(), EIGENVALUE)),
                        PlotAxis.on(axes.densities(), label(options.yLabel(), DENSITY)))
                .with(marks);
    }

    private static List<Mark> curve(NamedDensity named, String name, int color, Smoothing smoothing, Axes axes) {
        var line = DensityLine.of(
                named.density(), smoothing, axes.eigenvalues(), axes.densities().low());
        var marks = new ArrayList<Mark>();
        if (named.density().runs().size() > 1) {
            marks.add(new BandMark(line.low(), line.high(), Theme.line(color)));
        }
        marks.add(LineMark.of(line.mean(name), Theme.line(color)).withWidth(1.3));
        return marks;
    }

    private static String label(@Nullable String wanted, String otherwise) {
        return wanted != null ? wanted : otherwise;
    }

    /**
     * Densities side by side over one range, such as those of the blocks of a network; their names become titles. The
     * axis of eigenvalues is linear around 0 and logarithmic beyond if outliers are far from the bulk, unless the options
     * say otherwise.
     *
     * @param all at least one
     * @throws IllegalArgumentException if there is none
     */
    public static Figure densities(List<NamedDensity> all, Smoothing smoothing, FigureOptions options) {
        requireSome(all, "densities");
        var axes = axes(all, true, smoothing, options);
        int columns = LandscapeGrids.columns(all.size());
        var panels = new ArrayList<Panel>();
        for (int i = 0; i < all.size(); i++) {
            var plot = densityPlot(all.get(i), 0, smoothing, axes, options);
            panels.add(plot.withAxes(
                            i + columns >= all.size() ? plot.x() : plot.x().withLabel(""),
                            i % columns == 0 ? plot.y() : plot.y().withLabel(""))
                    .withoutLegend());
        }
        return Figure.grid(columns, panels)
                .withSize(options.width(), options.height())
                .withTitle(label(options.title(), ""))
                .withCaption(label(
                        options.caption(),
                        caption(all.stream().map(NamedDensity::density).toList(), smoothing)));
    }

    /**
     * Densities over one another in one plot, each in a colour of its own with its name in the legend.
     *
     * @param all at least one; more than about seven are better side by side
     * @throws IllegalArgumentException if there is none
     */
    public static Figure densityLines(List<NamedDensity> all, Smoothing smoothing, FigureOptions options) {
        requireSome(all, "densities");
        var axes = axes(all, false, smoothing, options);
        var plot = Plot.of(RuleMark.zero(true))
                .withAxes(
                        PlotAxis.on(axes.eigenvalues(), label(options.xLabel(), EIGENVALUE)),
                        PlotAxis.on(axes.densities(), label(options.yLabel(), DENSITY)));
        for (int i = 0; i < all.size(); i++) {
            plot = plot.with(curve(all.get(i), all.get(i).name(), i, smoothing, axes));
        }
        return page(plot, options, "spectral density")
                .withCaption(label(
                        options.caption(),
                        caption(all.stream().map(NamedDensity::density).toList(), smoothing)));
    }

    /**
     * How a density moved while a network was trained: epochs to the right, eigenvalues upwards, densities as colours on
     * a scale of ratios, white where not even a tenth of an eigenvalue is. The axis of eigenvalues is linear around 0 and logarithmic beyond if outliers are far from the
     * bulk, unless the options say otherwise.
     *
     * @param epochs ascending, as many as densities, at least 2; each has the room up to the middle of the next
     * @param densities one per epoch
     * @param lines over the map, such as the largest eigenvalue against epoch
     * @param thresholds dashed, named by their formulas, such as {@code 2/η}; may be empty
     * @throws IllegalArgumentException if there are fewer than 2 epochs, they do not ascend, or the numbers differ
     */
    public static Figure evolution(
            double[] epochs,
            List<SpectralDensity> densities,
            List<Series> lines,
            List<Series> thresholds,
            Smoothing smoothing,
            FigureOptions options) {
        if (epochs.length != densities.size() || epochs.length < 2) {
            throw new IllegalArgumentException(epochs.length + " epochs and " + densities.size()
                    + " densities; an evolution needs as many of both, at least 2");
        }
        for (int i = 0; i < epochs.length; i++) {
            if (!Double.isFinite(epochs[i]) || (i > 0 && epochs[i] <= epochs[i - 1])) {
                throw new IllegalArgumentException("epochs must be finite and ascend, but " + epochs[i] + " follows "
                        + (i > 0 ? epochs[i - 1] : "nothing"));
            }
        }
        var others = DoubleStream.concat(values(lines), near(values(thresholds).toArray(), densities, lines))
                .toArray();
        var range = SpectrumScales.range(densities, others);
        var scale = SpectrumScales.eigenvalues(range, densities, smoothing, options.logarithmic());
        var field = field(epochs, densities, smoothing, scale, options);
        var colors = new ColorScale(options.colorMap(), field.colors());
        var marks = new ArrayList<Mark>();
        marks.add(new HeatMap(field.field(), colors, true));
        marks.add(RuleMark.zero(false));
        for (int i = 0; i < lines.size(); i++) {
            marks.addAll(bordered(LineMark.of(lines.get(i), i == 0 ? OUTLIER : Theme.line(i))));
        }
        for (var threshold : thresholds) {
            marks.addAll(bordered(LineMark.of(threshold, Rgb.BLACK).withDash(Dash.DASHED)));
        }
        var plot = Plot.of()
                .withAxes(
                        PlotAxis.on(epochScale(epochs), label(options.xLabel(), "epoch")),
                        PlotAxis.on(scale, label(options.yLabel(), EIGENVALUE)))
                .with(marks)
                .withColorBar(ColorBar.continuous(DENSITY, colors, List.of()));
        return page(plot, options, "spectral density during training")
                .withCaption(label(options.caption(), caption(densities, smoothing)));
    }

    /** From the first to the last, with half of the smallest distance on either side. */
    private static Scale epochScale(double[] epochs) {
        double smallest = IntStream.range(1, epochs.length)
                .mapToDouble(i -> epochs[i] - epochs[i - 1])
                .min()
                .orElse(1);
        return new LinearScale(epochs[0] - smallest / 2, epochs[epochs.length - 1] + smallest / 2);
    }

    /** Thresholds that are so far from all else that they would press it together are left out of the range. */
    private static DoubleStream near(double[] thresholds, List<SpectralDensity> densities, List<Series> lines) {
        var range = SpectrumScales.range(densities, values(lines).toArray());
        double most = 30 * Math.max(Math.abs(range.low()), Math.abs(range.high()));
        return Arrays.stream(thresholds).filter(value -> Math.abs(value) <= most);
    }

    private static DoubleStream values(List<Series> all) {
        return all.stream().flatMapToDouble(series -> Arrays.stream(series.y()));
    }

    /** Densities over epochs and eigenvalues with the scale of their colours. */
    private record ShadedField(Field field, LogScale colors) {}

    private static ShadedField field(
            double[] epochs, List<SpectralDensity> densities, Smoothing smoothing, Scale scale, FigureOptions options) {
        var rows = IntStream.range(0, ROWS)
                .mapToDouble(row -> scale.value((row + 0.5) / ROWS))
                .toArray();
        var z = new double[ROWS * epochs.length];
        var tops = new double[epochs.length];
        for (int column = 0; column < epochs.length; column++) {
            var means = perRow(densities.get(column), smoothing, scale);
            for (int row = 0; row < ROWS; row++) {
                z[row * epochs.length + column] = means[row];
            }
            tops[column] = Arrays.stream(means).max().orElse(1);
        }
        var colors = SpectrumScales.densities(densities, smoothing, tops, options);
        return new ShadedField(Field.of(epochs, rows, z), colors);
    }

    /** The largest mean density within each row: a narrow peak between the middles of two rows is not lost. */
    private static double[] perRow(SpectralDensity density, Smoothing smoothing, Scale scale) {
        var curve = density.curve(smoothing, DensityLine.places(density, smoothing, scale));
        var at = curve.eigenvalues();
        var mean = curve.mean();
        var rows = new double[ROWS];
        for (int i = 0; i < at.length; i++) {
            int row = (int) Math.max(0, Math.min(ROWS - 1, Math.floor(scale.position(at[i]) * ROWS)));
            rows[row] = Math.max(rows[row], mean[i]);
        }
        return rows;
    }

    /** The line over a wider white one, to be seen on every colour. */
    private static List<Mark> bordered(LineMark line) {
        var below = new LineMark(
                Series.of("", line.data().x(), line.data().y()), Rgb.WHITE, 3, Dash.SOLID, Marker.NONE, false);
        return List.of(below, line);
    }

    /**
     * Single eigenvalues while a network was trained, the largest ones in blues, the smallest in oranges, against
     * thresholds of stability.
     *
     * @param largest against epoch, from the largest down
     * @param smallest against epoch, from the smallest up; may be empty
     * @param thresholds dashed, named by their formulas, such as {@code 2/η}; may be empty
     */
    public static Figure eigenvaluesOverEpochs(
            List<Series> largest, List<Series> smallest, List<Series> thresholds, FigureOptions options) {
        var marks = new ArrayList<Mark>();
        marks.add(RuleMark.zero(false));
        marks.addAll(shaded(largest, Theme.line(0)));
        marks.addAll(shaded(smallest, Theme.line(1)));
        for (var threshold : thresholds) {
            marks.add(LineMark.of(threshold, Theme.INK).withDash(Dash.DASHED).withWidth(1.5));
        }
        var all = DoubleStream.concat(DoubleStream.concat(values(largest), values(smallest)), values(thresholds))
                .toArray();
        var plot = Plot.of()
                .withAxes(epochAxis(largest, options), magnitudes(all, options))
                .with(marks);
        return page(plot, options, "eigenvalues during training");
    }

    /** Over all epochs with some room; chosen by the data where that is a single one or none. */
    private static PlotAxis epochAxis(List<Series> lines, FigureOptions options) {
        var label = label(options.xLabel(), "epoch");
        var epochs =
                lines.stream().flatMapToDouble(line -> Arrays.stream(line.x())).summaryStatistics();
        double room = ROOM * (epochs.getMax() - epochs.getMin());
        return room > 0
                ? PlotAxis.on(new CountScale(epochs.getMin() - room, epochs.getMax() + room), label)
                : PlotAxis.linear(label);
    }

    /** Lines of one hue, the first strongest. */
    private static List<Mark> shaded(List<Series> all, Rgb color) {
        var marks = new ArrayList<Mark>();
        for (int i = 0; i < all.size(); i++) {
            double pale = 0.65 * i / Math.max(3, all.size() - 1);
            var line = LineMark.of(all.get(i), color.mixed(Rgb.WHITE, pale));
            marks.add(all.get(i).size() <= 30 ? line.withMarker(Marker.CIRCLE) : line);
        }
        return marks;
    }

    /** An axis for single eigenvalues: linear, or by ratios if they are wanted or the sizes differ much. */
    private static PlotAxis magnitudes(double[] values, FigureOptions options) {
        String label = label(options.yLabel(), EIGENVALUE);
        var found = Range.of(values);
        var range = found == null ? new Range(0, 1) : found.labelable();
        if (options.minimum() != null && options.maximum() != null) {
            range = new Range(options.minimum(), options.maximum());
        }
        var sizes = Range.ofPositive(Arrays.stream(values).map(Math::abs).toArray());
        boolean isWide = sizes != null && sizes.high() > 100 * sizes.low();
        if (options.logarithmic() != null ? !options.logarithmic() : !isWide) {
            var whole = new Range(Math.min(0, range.low()), Math.max(0, range.high())).padded(0.04);
            return PlotAxis.on(new LinearScale(range.low() < 0 ? whole.low() : 0, whole.high()), label);
        }
        if (range.low() > 0) {
            return PlotAxis.logarithmic(label);
        }
        return PlotAxis.on(SpectrumScales.symmetric(range, sizes == null ? 1 : sizes.low()), label);
    }

    /**
     * The first eigenvalues of one or several operators side by side, with bars as long as their residuals. Those that
     * have not converged are open.
     *
     * @param operators at least one, each with at least one eigenvalue
     * @throws IllegalArgumentException if there is none
     */
    public static Figure eigenvalues(List<NamedEigenvalues> operators, FigureOptions options) {
        requireSome(operators, "eigenvalues");
        var markers = List.of(Marker.CIRCLE, Marker.SQUARE, Marker.DIAMOND, Marker.TRIANGLE_UP);
        int most = operators.stream()
                .mapToInt(each -> each.eigenvalues().size())
                .max()
                .orElse(0);
        requireSome(Collections.nCopies(most, 0), "eigenvalues");
        double step = Math.min(0.2, 0.6 / operators.size());
        var marks = new ArrayList<Mark>();
        marks.add(RuleMark.zero(false));
        for (int i = 0; i < operators.size(); i++) {
            var operator = operators.get(i);
            double offset = step * (i - (operators.size() - 1) / 2.0);
            String name = operators.size() > 1 ? operator.name() : "";
            marks.add(new EigenvaluePoints(
                    name, offset, operator.eigenvalues(), Theme.line(i), markers.get(i % markers.size())));
        }
        var values = operators.stream()
                .flatMap(each -> each.eigenvalues().stream())
                .flatMapToDouble(each ->
                        DoubleStream.of(each.value(), each.value() + each.residual(), each.value() - each.residual()))
                .toArray();
        var numbers = new CategoryScale(
                IntStream.rangeClosed(1, most).mapToObj(Integer::toString).toList());
        var plot = Plot.of()
                .withAxes(PlotAxis.on(numbers, label(options.xLabel(), "number")), magnitudes(values, options))
                .with(marks);
        String title =
                operators.size() == 1 ? "eigenvalues of the " + operators.get(0).name() : "eigenvalues";
        return page(plot, options, title);
    }

    /**
     * Estimates of every part of a network, such as traces of blocks, as bars with 95 % confidence intervals; each
     * quantity has a panel of its own. The page grows with the number of parts and the length of their names, so that no
     * name is cut.
     *
     * @param labels of the quantities, such as {@code trace} and {@code Frobenius norm}, at least one
     * @param columns for each quantity, the parts from top to bottom, the same in all
     * @throws IllegalArgumentException if there is none or the parts differ
     */
    public static Figure bars(List<String> labels, List<List<NamedEstimate>> columns, FigureOptions options) {
        requireSome(columns, "estimates");
        requireSome(columns.get(0), "estimates");
        var names = columns.get(0).stream().map(NamedEstimate::name).toList();
        for (var column : columns) {
            if (labels.size() != columns.size()
                    || !column.stream().map(NamedEstimate::name).toList().equals(names)) {
                throw new IllegalArgumentException(
                        "the quantities of a figure of bars must be of the same parts, with one label each");
            }
        }
        double longest = names.stream()
                .mapToDouble(name -> new TextLine(name, Theme.TICK).width())
                .max()
                .orElse(0);
        int width = (int) Math.max(options.width(), Math.min(10_000, columns.size() * (longest + ROOM_FOR_BARS)));
        int height = Math.min(10_000, Math.max(220, BAR * names.size() + 130));
        double room = (double) width / columns.size() - longest - 60;
        var panels = new ArrayList<Panel>();
        for (int i = 0; i < columns.size(); i++) {
            panels.add(barPanel(labels.get(i), columns.get(i), Theme.line(i), room));
        }
        return Figure.grid(columns.size(), panels)
                .withSize(width, height)
                .withTitle(label(options.title(), ""))
                .withCaption(label(options.caption(), "bars: 95 % confidence intervals"));
    }

    /** @param room width in pixels of the axes, about */
    private static Plot barPanel(String label, List<NamedEstimate> parts, Rgb color, double room) {
        var upwards = new ArrayList<>(parts);
        Collections.reverse(upwards);
        var mark = new BarsMark(upwards.stream().map(NamedEstimate::estimate).toList(), color);
        var names = upwards.stream().map(NamedEstimate::name).toList();
        var found = mark.xRange();
        var range = (found == null ? new Range(0, 0) : found).labelable();
        // parts of the axis that the numbers beside the bars take
        double left = mark.textWidth(true) / room;
        double right = mark.textWidth(false) / room;
        double length = (range.high() - range.low()) / Math.max(0.3, 1 - left - right);
        return Plot.of(mark, RuleMark.zero(true))
                .withAxes(
                        PlotAxis.linear(label).withRange(range.low() - left * length, range.high() + right * length),
                        PlotAxis.on(new CategoryScale(names), ""));
    }

    /**
     * All eigenvalues of a small operator, from the largest down, on an axis that is linear around 0 and logarithmic
     * beyond; beside them, along the same axis, the density if there is one.
     *
     * @param eigenvalues in any order, at least one, finite
     * @param density of the same operator, or null
     * @throws IllegalArgumentException if there is no eigenvalue
     */
    public static Figure fullSpectrum(
            double[] eigenvalues, @Nullable SpectralDensity density, Smoothing smoothing, FigureOptions options) {
        var range = SpectrumScales.range(density == null ? List.of() : List.of(density), eigenvalues);
        var sorted = Arrays.stream(eigenvalues).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no eigenvalues to show; give at least one");
        }
        double largest = Math.max(Math.abs(range.low()), Math.abs(range.high()));
        Scale scale = Boolean.FALSE.equals(options.logarithmic())
                ? new LinearScale(range.padded(0.04).low(), range.padded(0.04).high())
                : SpectrumScales.symmetric(range, largest / 1e4);
        var axis = PlotAxis.on(scale, label(options.yLabel(), EIGENVALUE));
        var number = PlotAxis.linear(label(options.xLabel(), "number"));
        var left = Plot.of(RuleMark.zero(false)).withAxes(number, axis).with(sortedLine(sorted));
        if (density == null) {
            return page(left, options, "spectrum");
        }
        var line = DensityLine.of(density, smoothing, scale, SpectrumScales.single(density, smoothing) / 10);
        var densities = SpectrumScales.densities(
                List.of(density),
                smoothing,
                new double[] {Arrays.stream(line.high().y()).max().orElse(1)},
                options);
        double single = SpectrumScales.single(density, smoothing);
        var mean = line.mean("");
        var right = Plot.of(
                        RuleMark.zero(false),
                        new RuleMark(single, true, "one eigenvalue", Theme.MUTED, Dash.DOTTED),
                        LineMark.of(Series.of("", mean.y(), mean.x()), Theme.line(2))
                                .withWidth(1.3))
                .withAxes(PlotAxis.on(densities, DENSITY), axis.withLabel(""));
        return Figure.grid(2, left, right)
                .withSize(options.width(), options.height())
                .withTitle(label(options.title(), "spectrum"))
                .withCaption(label(options.caption(), caption(List.of(density), smoothing)));
    }

    /** One line from the largest down, negative ones in another colour. */
    private static List<Mark> sortedLine(double[] ascending) {
        int size = ascending.length;
        int negative = (int) Arrays.stream(ascending).filter(value -> value < 0).count();
        var marks = new ArrayList<Mark>();
        for (int part = 0; part < 2; part++) {
            int from = part == 0 ? 0 : size - negative;
            int to = part == 0 ? size - negative : size;
            if (from < to) {
                var numbers = IntStream.range(from, to).mapToDouble(i -> i + 1).toArray();
                var values = IntStream.range(from, to)
                        .mapToDouble(i -> ascending[size - 1 - i])
                        .toArray();
                String name = negative == 0 || negative == size ? "" : (part == 0 ? "positive" : "negative");
                var line = LineMark.of(Series.of(name, numbers, values), Theme.line(part));
                marks.add(size <= 200 ? line.withMarker(Marker.CIRCLE) : line);
            }
        }
        return marks;
    }

    private static void requireSome(List<?> all, String what) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no " + what + " to show; give at least one");
        }
    }

    private static Figure page(Plot plot, FigureOptions options, String title) {
        return Figure.of(plot)
                .withSize(options.width(), options.height())
                .withTitle(label(options.title(), title))
                .withCaption(label(options.caption(), ""));
    }
}
