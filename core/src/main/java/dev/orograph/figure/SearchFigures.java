package dev.orograph.figure;

import dev.orograph.measurement.Series;
import dev.orograph.search.SearchParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The figures that searches for settings are shown as. */
public final class SearchFigures {
    private static final int COLUMNS = 2;
    private static final int WIDTH = 440;
    private static final int HEIGHT = 310;

    private SearchFigures() {}

    /**
     * The losses of all trials against one setting.
     *
     * @param x axis of the setting
     * @param losses against the setting's values
     */
    public record Tried(PlotAxis x, Series losses) {
        /** Against the numbers that were tried. */
        public static Tried of(SearchParameter.Interval interval, Series losses) {
            return new Tried(
                    interval.isLogarithmic() ? PlotAxis.logarithmic(interval.name()) : PlotAxis.linear(interval.name()),
                    losses);
        }

        /** Against the options that were tried, by their indices. */
        public static Tried of(SearchParameter.Choice choice, Series losses) {
            return new Tried(PlotAxis.on(new CategoryScale(choice.options()), choice.name()), losses);
        }
    }

    /**
     * The losses trial by trial with the lowest so far, and against each setting.
     *
     * @param losses in the order of the trials; NaN for those that diverged, which are left out
     * @param label of the losses
     */
    public static Figure trials(double[] losses, List<Tried> tried, String label) {
        boolean isLogarithmic = spansDecades(losses);
        var y = isLogarithmic ? PlotAxis.logarithmic(label) : PlotAxis.linear(label);
        var panels = new ArrayList<Panel>();
        panels.add(byTrial(losses, y));
        for (var setting : tried) {
            panels.add(Plot.of(PointsMark.of(setting.losses(), Theme.line(0)), best(setting.losses()))
                    .withAxes(setting.x(), y)
                    .withoutLegend());
        }
        int columns = Math.min(COLUMNS, panels.size());
        int rows = (panels.size() + columns - 1) / columns;
        return Figure.grid(columns, panels).withSize(columns * WIDTH, rows * HEIGHT + 20);
    }

    private static Plot byTrial(double[] losses, PlotAxis y) {
        int count = losses.length;
        var number = new double[count];
        var lowest = new double[count];
        double low = Double.NaN;
        for (int i = 0; i < count; i++) {
            number[i] = i + 1;
            low = Double.isNaN(low) || losses[i] < low ? losses[i] : low;
            lowest[i] = low;
        }
        var room = new Range(0.5, count + 0.5);
        return Plot.of(
                        LineMark.of(Series.of("lowest so far", number, lowest), Theme.line(1)),
                        PointsMark.of(Series.of("trial", number, losses), Theme.line(0)))
                .withAxes(PlotAxis.on(new CountScale(room.low(), room.high()), "trial"), y);
    }

    private static Mark best(Series losses) {
        int best = -1;
        for (int i = 0; i < losses.size(); i++) {
            if (Double.isFinite(losses.y(i)) && (best < 0 || losses.y(i) < losses.y(best))) {
                best = i;
            }
        }
        var x = best < 0 ? new double[0] : new double[] {losses.x(best)};
        var y = best < 0 ? new double[0] : new double[] {losses.y(best)};
        return new PointsMark(Series.of("", x, y), Theme.line(1), Marker.STAR, 7);
    }

    private static boolean spansDecades(double[] losses) {
        var finite = Arrays.stream(losses).filter(Double::isFinite).summaryStatistics();
        return finite.getCount() > 0 && finite.getMin() > 0 && finite.getMax() > 10 * finite.getMin();
    }
}
