package dev.orograph.figure;

import dev.orograph.measurement.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures about how networks are trained. */
public final class TrainingFigures {
    private TrainingFigures() {}

    /**
     * The loss against the learning rate of a range test, without most of the explosion at its end.
     *
     * @param losses of single steps
     * @param smoothed the same smoothed
     * @param suggestions rates by their names, the first the most recommended
     */
    public static Figure learningRates(
            Series losses, Series smoothed, Map<String, Double> suggestions, FigureOptions options) {
        var color = Theme.line(0);
        var marks = new ArrayList<Mark>();
        marks.add(LineMark.of(losses, color.mixed(Rgb.WHITE, 0.6)).withWidth(1));
        marks.add(LineMark.of(smoothed, color).withWidth(2.2));
        var suggested = new ArrayList<Map.Entry<String, Double>>(suggestions.entrySet());
        for (int i = 0; i < suggested.size(); i++) {
            double rate = suggested.get(i).getValue();
            marks.add(new RuleMark(rate, true, "", Theme.line(1 + i), i == 0 ? Dash.DASHED : Dash.DOTTED));
            var name = suggested.get(i).getKey() + ": " + NumberText.significant(rate, 2);
            var at = Series.of(name, new double[] {rate}, new double[] {valueAt(smoothed, rate)});
            marks.add(new PointsMark(at, Theme.line(1 + i), Marker.CIRCLE, 4.5));
        }
        var plot = Plot.of()
                .withAxes(
                        PlotAxis.logarithmic(label(options.xLabel(), "learning rate")),
                        lossAxis(losses, smoothed, label(options.yLabel(), "loss")))
                .with(marks);
        return page(plot, options, "learning rate range test");
    }

    private static double valueAt(Series series, double x) {
        int nearest = 0;
        for (int i = 1; i < series.size(); i++) {
            nearest = Math.abs(Math.log(series.x(i) / x)) < Math.abs(Math.log(series.x(nearest) / x)) ? i : nearest;
        }
        return series.size() == 0 ? Double.NaN : series.y(nearest);
    }

    /** Down to the lowest loss of a batch, and up to the highest of the first half with some room: then it explodes. */
    private static PlotAxis lossAxis(Series losses, Series smoothed, String label) {
        var all = Range.union(Range.of(losses.y()), Range.of(smoothed.y()));
        var early = Range.of(Arrays.copyOf(losses.y(), (losses.size() + 1) / 2));
        if (all == null || early == null || !(early.high() > all.low())) {
            return PlotAxis.linear(label);
        }
        var shown = new Range(all.low(), early.high()).padded(0.1);
        return PlotAxis.linear(label).withRange(shown.low(), shown.high());
    }

    /**
     * Learning rates over the epochs of a training.
     *
     * @param schedules at least one: the rate against the epoch
     * @param isLogarithmic whether rates are shown by their ratios
     */
    public static Figure schedules(List<Series> schedules, boolean isLogarithmic, FigureOptions options) {
        if (schedules.isEmpty()) {
            throw new IllegalArgumentException("no schedules to show; give at least one");
        }
        var marks = new ArrayList<Mark>();
        for (int i = 0; i < schedules.size(); i++) {
            var line = LineMark.of(schedules.get(i), Theme.line(i));
            marks.add(i < 7 ? line : line.withDash(Dash.DASHED));
        }
        var label = label(options.yLabel(), "learning rate");
        var plot = Plot.of()
                .withAxes(
                        PlotAxis.linear(label(options.xLabel(), "epoch")),
                        isLogarithmic ? PlotAxis.logarithmic(label) : PlotAxis.linear(label))
                .with(marks);
        return page(plot, options, "learning rate schedules");
    }

    private static String label(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }

    private static Figure page(Plot plot, FigureOptions options, String title) {
        return Figure.of(plot)
                .withSize(options.width(), options.height())
                .withTitle(label(options.title(), title))
                .withCaption(label(options.caption(), ""));
    }
}
