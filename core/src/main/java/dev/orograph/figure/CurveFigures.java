package dev.orograph.figure;

import dev.orograph.measurement.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Curves of several trainings side by side: one panel for each quantity, the same colour for the same training. */
public final class CurveFigures {
    private static final int LEGEND_IN_A_PANEL = 7;
    private static final int COLORS = 7;
    private static final List<Dash> DASHES = List.of(Dash.SOLID, Dash.DASHED, Dash.DOTTED);
    private static final int COLUMNS = 2;
    private static final int WIDTH = 460;
    private static final int HEIGHT = 320;

    private CurveFigures() {}

    /**
     * One quantity.
     *
     * @param title above the panel
     * @param y label of the ordinate
     * @param isLogarithmic whether the ordinate follows ratios; only if all values are positive
     * @param curves in the order of the colours
     */
    public record Quantity(String title, String y, boolean isLogarithmic, List<Curve> curves) {
        public Quantity {
            curves = List.copyOf(curves);
        }

        private boolean isDrawn() {
            return curves.stream().anyMatch(curve -> curve.mean().size() > 0);
        }
    }

    /**
     * Panels in two columns, without those that have nothing to show. Few curves are named in the first panel, many in a
     * panel of their own.
     *
     * @param x label of the abscissa
     * @throws IllegalArgumentException if there is nothing to show at all
     */
    public static Figure grid(String title, String x, List<Quantity> quantities) {
        var drawn = quantities.stream().filter(Quantity::isDrawn).toList();
        if (drawn.isEmpty()) {
            throw new IllegalArgumentException("there are no curves to draw for '" + title + "'");
        }
        var panels = new ArrayList<Panel>();
        boolean hasKey = drawn.get(0).curves().size() > LEGEND_IN_A_PANEL;
        for (var quantity : drawn) {
            var plot = plot(quantity, x);
            panels.add(hasKey || !panels.isEmpty() ? plot.withoutLegend() : plot);
        }
        if (hasKey) {
            panels.add(new Key("", lines(drawn.get(0))));
        }
        int columns = Math.min(COLUMNS, panels.size());
        int rows = (panels.size() + columns - 1) / columns;
        return Figure.grid(columns, panels)
                .withSize(columns * WIDTH, rows * HEIGHT + 40)
                .withTitle(title);
    }

    private static Plot plot(Quantity quantity, String x) {
        var y = quantity.isLogarithmic() ? PlotAxis.logarithmic(quantity.y()) : PlotAxis.linear(quantity.y());
        return Plot.of()
                .withTitle(quantity.title())
                .withAxes(abscissa(quantity.curves().stream().map(Curve::mean).toList(), x), y)
                .with(bands(quantity.curves()))
                .with(lines(quantity));
    }

    /** Without ticks between whole numbers where all abscissas are whole, such as epochs. */
    static PlotAxis abscissa(List<Series> curves, String label) {
        var all = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.x()))
                .toArray();
        var range = Range.of(all);
        boolean isCount = Arrays.stream(all).allMatch(value -> value == Math.rint(value));
        if (range == null || !isCount || range.low() == range.high()) {
            return PlotAxis.linear(label);
        }
        var padded = range.padded(0.04);
        return PlotAxis.on(new CountScale(padded.low(), padded.high()), label);
    }

    /** None where there are so many that they would hide each other. */
    private static List<Mark> bands(List<Curve> curves) {
        var bands = new ArrayList<Mark>();
        if (curves.size() > COLORS) {
            return bands;
        }
        for (int i = 0; i < curves.size(); i++) {
            var low = curves.get(i).low();
            var high = curves.get(i).high();
            if (low != null && high != null) {
                bands.add(new BandMark(low, high, Theme.line(i)));
            }
        }
        return bands;
    }

    /** Colours repeat with another dash. */
    static Dash dash(int curve) {
        return DASHES.get(curve / COLORS % DASHES.size());
    }

    private static List<LineMark> lines(Quantity quantity) {
        var curves = quantity.curves();
        return IntStream.range(0, curves.size())
                .mapToObj(i -> {
                    var line = LineMark.of(curves.get(i).mean(), Theme.line(i)).withDash(dash(i));
                    return curves.get(i).mean().size() <= 3 ? line.withMarker(Marker.CIRCLE) : line;
                })
                .collect(Collectors.toList());
    }
}
