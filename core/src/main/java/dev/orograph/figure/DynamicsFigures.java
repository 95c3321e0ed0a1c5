package dev.orograph.figure;

import dev.orograph.measurement.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures that the inside of one training is shown as, epoch by epoch: panels of curves, and maps of the layers. */
public final class DynamicsFigures {
    private static final int COLUMNS = 2;
    private static final int WIDTH = 460;
    private static final int HEIGHT = 300;
    private static final int TITLE = 40;

    /** More curves than these are named in a panel of their own, where the names hide none. */
    private static final int LEGEND_IN_A_PANEL = 3;

    private static final double PADDING = 0.04;

    /** Height of a layer in a map, that of one among many, and what a map needs besides. */
    private static final int ROW = 22;

    private static final int LOW_ROW = 14;
    private static final int MANY = 24;

    private static final int AXES = 110;
    private static final int LEAST_HEIGHT = 190;

    private DynamicsFigures() {}

    /**
     * A number to compare curves with, which the ordinate takes in.
     *
     * @param name written at the line
     */
    public record Level(double value, String name) {}

    /**
     * One panel of curves with names of their own.
     *
     * @param title above the panel
     * @param y label of the ordinate
     * @param isLogarithmic whether the ordinate follows ratios
     * @param series the curves by name; one without points keeps its colour free, so that it can be another panel's
     * @param levels to compare them with
     */
    public record Curves(String title, String y, boolean isLogarithmic, List<Series> series, List<Level> levels) {
        public Curves {
            series = List.copyOf(series);
            levels = List.copyOf(levels);
        }

        /** On a logarithmic ordinate if all values are positive and differ by more than a factor of ten. */
        public static Curves of(String title, String y, Series... series) {
            var values = Arrays.stream(series)
                    .flatMapToDouble(one -> Arrays.stream(one.y()))
                    .filter(Double::isFinite)
                    .summaryStatistics();
            boolean spansDecades =
                    values.getCount() > 0 && values.getMin() > 0 && values.getMax() > 10 * values.getMin();
            return new Curves(title, y, spansDecades, drawn(List.of(series)), List.of());
        }

        /** Those that have points. */
        public static List<Series> drawn(List<Series> series) {
            return series.stream().filter(one -> one.size() > 0).toList();
        }

        public boolean isEmpty() {
            return drawn(series).isEmpty();
        }

        private List<String> names() {
            return series.stream().map(Series::name).toList();
        }
    }

    /**
     * Panels in two columns, without those that have nothing to show. Many curves are named in a panel of their own, once
     * for neighbours that show the same ones.
     *
     * @param x label of the abscissa
     * @throws IllegalArgumentException if there is nothing to show at all
     */
    public static Figure curves(String title, String x, List<Curves> curves) {
        var drawn = curves.stream().filter(panel -> !panel.isEmpty()).toList();
        if (drawn.isEmpty()) {
            throw new IllegalArgumentException("there are no curves to draw for '" + title + "'");
        }
        var panels = new ArrayList<Panel>();
        for (int i = 0; i < drawn.size(); i++) {
            panels.add(plot(drawn.get(i), x));
            boolean isShared = i + 1 < drawn.size()
                    && drawn.get(i + 1).names().equals(drawn.get(i).names());
            if (drawn.get(i).series().size() > LEGEND_IN_A_PANEL && !isShared) {
                panels.add(new Key(
                        "",
                        lines(drawn.get(i)).stream()
                                .map(line -> line.withMarker(Marker.NONE))
                                .toList()));
            }
        }
        int columns = Math.min(COLUMNS, panels.size());
        int rows = (panels.size() + columns - 1) / columns;
        return Figure.grid(columns, panels)
                .withSize(columns * WIDTH, rows * HEIGHT + TITLE)
                .withTitle(title);
    }

    private static Plot plot(Curves curves, String x) {
        var marks = new ArrayList<Mark>();
        for (var level : curves.levels()) {
            marks.add(new RuleMark(level.value(), false, level.name(), Theme.MUTED, Dash.DASHED));
        }
        marks.addAll(lines(curves));
        var plot = Plot.of()
                .withTitle(curves.title())
                .withAxes(CurveFigures.abscissa(curves.series(), x), ordinate(curves))
                .with(marks);
        int count = curves.series().size();
        return count > 1 && count <= LEGEND_IN_A_PANEL ? plot : plot.withoutLegend();
    }

    /** Over the curves and the levels. */
    private static PlotAxis ordinate(Curves curves) {
        var axis = curves.isLogarithmic() ? PlotAxis.logarithmic(curves.y()) : PlotAxis.linear(curves.y());
        var values = Stream.concat(
                        curves.series().stream()
                                .flatMap(one -> Arrays.stream(one.y()).boxed()),
                        curves.levels().stream().map(Level::value))
                .mapToDouble(Double::doubleValue)
                .toArray();
        var range = curves.isLogarithmic() ? Range.ofPositive(values) : Range.of(values);
        if (curves.levels().isEmpty() || range == null || range.low() == range.high()) {
            return axis;
        }
        if (curves.isLogarithmic()) {
            double pad = Math.pow(range.high() / range.low(), PADDING);
            return axis.withRange(range.low() / pad, range.high() * pad);
        }
        var padded = range.padded(PADDING);
        return axis.withRange(padded.low(), padded.high());
    }

    private static List<LineMark> lines(Curves curves) {
        var marks = new ArrayList<LineMark>();
        for (int i = 0; i < curves.series().size(); i++) {
            var series = curves.series().get(i);
            var line = LineMark.of(series, Theme.line(i)).withDash(CurveFigures.dash(i));
            marks.add(series.size() > 0 && series.size() <= 3 ? line.withMarker(Marker.CIRCLE) : line);
        }
        return marks;
    }

    /**
     * A quantity of every layer at every epoch.
     *
     * @param title above the panel
     * @param label of the colours
     * @param layers a series of each, the first on top, all at the same epochs; NaN is left blank
     */
    public record LayerMap(String title, String label, List<Series> layers) {
        public LayerMap {
            layers = List.copyOf(layers);
            for (var layer : layers) {
                if (!Arrays.equals(layer.x(), layers.get(0).x())) {
                    throw new IllegalArgumentException(
                            "layer " + layer.name() + " was not measured at the same epochs as "
                                    + layers.get(0).name());
                }
            }
        }

        /** Two layers and two epochs are the least that can be drawn. */
        public boolean isDrawable() {
            return layers.size() > 1 && layers.get(0).size() > 1 && range() != null;
        }

        private @Nullable Range range() {
            return Range.ofPositive(layers.stream()
                    .flatMapToDouble(layer -> Arrays.stream(layer.y()))
                    .toArray());
        }
    }

    /**
     * Maps of layers against epochs with logarithmic colours, below each other.
     *
     * @param maps those that can be drawn
     * @throws IllegalArgumentException if there are none
     */
    public static Figure layers(String title, String x, List<LayerMap> maps) {
        if (maps.isEmpty()) {
            throw new IllegalArgumentException("there are no layers to draw for '" + title + "'");
        }
        var panels = maps.stream().map(map -> plot(map, x)).toList();
        int rows = maps.stream().mapToInt(map -> map.layers().size()).max().orElse(1);
        int height = Math.max(LEAST_HEIGHT, rows * (rows > MANY ? LOW_ROW : ROW) + AXES);
        return Figure.grid(1, panels)
                .withSize(COLUMNS * WIDTH, maps.size() * height + TITLE)
                .withTitle(title);
    }

    private static Plot plot(LayerMap map, String x) {
        int count = map.layers().size();
        var epochs = map.layers().get(0).x();
        var values = new double[count * epochs.length];
        var names = new ArrayList<String>();
        for (int row = 0; row < count; row++) {
            var layer = map.layers().get(count - 1 - row);
            names.add(layer.name());
            System.arraycopy(layer.y(), 0, values, row * epochs.length, epochs.length);
        }
        var rows = IntStream.range(0, count).asDoubleStream().toArray();
        var field = Field.of(epochs, rows, values);
        var range = map.range();
        var colors = new ColorScale(ColorMap.VIRIDIS, LogScale.over(range == null ? new Range(1, 10) : range));
        double half = (epochs[1] - epochs[0]) / 2;
        var lines = IntStream.range(1, count)
                .mapToObj(row -> new RuleMark(row - 0.5, false, "", Rgb.WHITE, Dash.SOLID))
                .toList();
        return Plot.of(new HeatMap(field, colors))
                .with(lines)
                .withTitle(map.title())
                .withAxes(
                        PlotAxis.on(new CountScale(epochs[0] - half, epochs[epochs.length - 1] + half), x),
                        PlotAxis.on(new CategoryScale(names), ""))
                .withColorBar(ColorBar.continuous(map.label(), colors, List.of(field)));
    }
}
