package dev.orograph.report;

import dev.orograph.figure.Figure;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.PathMark;
import dev.orograph.figure.Plot;
import dev.orograph.figure.PlotAxis;
import dev.orograph.measurement.Trajectory;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** A projected path alone, in the coordinates of its plane. */
public final class PathFigure {
    private PathFigure() {}

    /** Draws the path; the axes say which share of the variance they carry, if that is known. */
    public static Figure of(Trajectory trajectory, FigureOptions options) {
        var shares = trajectory.explainedVariance();
        var named = shares.length == 2 ? withShares(options, shares[0], shares[1]) : options;
        var plot = Plot.of()
                .withAxes(
                        PlotAxis.linear(named.xLabel() == null ? "x" : named.xLabel()),
                        PlotAxis.linear(named.yLabel() == null ? "y" : named.yLabel()))
                .with(PathMark.of(trajectory));
        return Figure.of(plot)
                .withSize(options.width(), options.height())
                .withTitle(options.title() == null ? trajectory.name() : options.title())
                .withCaption(options.caption() == null ? caption(trajectory) : options.caption());
    }

    /** Axis labels that name principal directions, unless there are labels already. */
    public static FigureOptions withShares(FigureOptions options, double x, double y) {
        return options.withLabels(
                options.xLabel() == null ? label("first", x) : options.xLabel(),
                options.yLabel() == null ? label("second", y) : options.yLabel());
    }

    private static String label(String which, double share) {
        return which + " principal direction (" + Numbers.percent(share) + " of the variance)";
    }

    private static String caption(Trajectory trajectory) {
        int last = trajectory.size() - 1;
        var caption = trajectory.size() + " points, " + trajectory.labels().get(0) + " to "
                + trajectory.labels().get(last);
        var farthest = trajectory
                .residuals()
                .map(Arrays::stream)
                .orElse(DoubleStream.empty())
                .filter(Double::isFinite)
                .max();
        return farthest.isPresent()
                ? caption + " · up to " + Numbers.percent(farthest.getAsDouble()) + " of the way lies off the plane"
                : caption;
    }
}
