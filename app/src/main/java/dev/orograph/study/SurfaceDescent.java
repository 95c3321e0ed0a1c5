package dev.orograph.study;

import dev.orograph.measurement.Trajectory;
import dev.orograph.objective.AnalyticSurface;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.report.Numbers;
import dev.orograph.training.Descent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An optimizer's way down an analytic surface, and what became of it.
 *
 * @param surface what it walks on
 * @param name the optimizer's in figures
 * @param optimizer with its rate
 * @param descent over (x, y)
 */
record SurfaceDescent(AnalyticSurface surface, String name, OptimizerSettings optimizer, Descent descent) {
    /** The way from its start until it last leaves the window. */
    Trajectory trajectory() {
        var x = descent.coordinates(0);
        var y = descent.coordinates(1);
        int last = descent.steps();
        while (last > 1 && !surface.region().contains(x[last - 1], y[last - 1])) {
            last--;
        }
        var labels = IntStream.rangeClosed(0, last).mapToObj(Integer::toString).toList();
        return Trajectory.of(name, labels, Arrays.copyOf(x, last + 1), Arrays.copyOf(y, last + 1));
    }

    private double distance(int step) {
        var point = descent.point(step);
        return surface.region().distance(point[0], point[1]).orElse(Double.NaN);
    }

    boolean hasReached() {
        return distance(descent.steps()) <= DescentTable.NEAR;
    }

    /** What became of it, in a word or two. */
    String outcome() {
        var end = descent.end();
        if (descent.isDiverged()) {
            return "diverged";
        }
        return switch (surface) {
            case SADDLE -> descent.lastLoss() < -DescentTable.NEAR ? "escaped" : "stuck";
            case RAVINE -> "|x| = " + Numbers.text(Math.abs(end[0]), 3);
            case ROSENBROCK, RASTRIGIN, BEALE, HIMMELBLAU, STEEP_OPTIMA ->
                hasReached() ? "reached" : surface.region().contains(end[0], end[1]) ? "elsewhere" : "left the picture";
        };
    }

    List<String> row() {
        boolean hasMinimum = !surface.region().minima().isEmpty();
        return List.of(
                surface.toString(),
                optimizer.text(),
                Integer.toString(descent.steps()),
                Numbers.text(descent.lastLoss()),
                hasMinimum ? Numbers.text(distance(descent.steps()), 3) : DescentTable.NOTHING,
                hasMinimum ? DescentTable.first(descent.steps(), this::distance) : DescentTable.NOTHING,
                outcome());
    }
}
