package dev.orograph.training;

import dev.orograph.objective.FiniteSum;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * The way of an optimizer down a function, in float64: where it was and how high before each step and after the last. It
 * ends early at the first point where the function or a coordinate is not finite. Immutable.
 */
public final class Descent {
    private final List<double[]> points;
    private final double[] losses;

    private Descent(List<double[]> points, double[] losses) {
        this.points = points;
        this.losses = losses;
    }

    /** Walks down a function whose variables are one block. */
    public static Descent of(FiniteSum function, OptimizerSettings optimizer, double[] start, int steps) {
        var layout =
                Layout.builder().add("theta", BlockKind.BIAS, function.size()).build();
        return of(function, layout, optimizer, start, steps);
    }

    /**
     * Walks down a function at the optimizer's base learning rate.
     *
     * @param function borrowed; all its terms make up each step
     * @param layout which variables are which block, for optimizers that care
     * @param start [function.size()]
     * @param steps at least 1
     * @throws IllegalArgumentException if lengths do not fit, or the optimizer asks what the function does not know
     */
    public static Descent of(
            FiniteSum function, Layout layout, OptimizerSettings optimizer, double[] start, int steps) {
        if (start.length != function.size() || layout.elements() != function.size()) {
            throw new IllegalArgumentException("a start of " + start.length + " numbers and a layout of "
                    + layout.elements() + " do not fit a function of " + function.size());
        }
        if (steps < 1) {
            throw new IllegalArgumentException("number of steps " + steps + " must be at least 1");
        }
        var loss = new SumLoss(function);
        try (var scope = new PointerScope()) {
            var theta = Tensors.of(start, start.length);
            var points = new ArrayList<double[]>();
            var losses = new ArrayList<Double>();
            try (var running = optimizer.start(layout, theta)) {
                boolean goesOn = note(loss, theta, points, losses);
                for (int step = 0; step < steps && goesOn; step++) {
                    try (var ofStep = new PointerScope()) {
                        running.step(loss, theta, optimizer.learningRate());
                        goesOn = note(loss, running.evaluated(theta), points, losses);
                    }
                }
            }
            return new Descent(
                    points, losses.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    /** Whether all that was noted is finite. */
    private static boolean note(SumLoss loss, Tensor theta, List<double[]> points, List<Double> losses) {
        var point = Tensors.toDoubles(theta);
        double value = loss.value(theta);
        points.add(point);
        losses.add(value);
        boolean isFinite = Double.isFinite(value);
        for (double coordinate : point) {
            isFinite &= Double.isFinite(coordinate);
        }
        return isFinite;
    }

    /** Steps that were made; one less than there are points. */
    public int steps() {
        return losses.length - 1;
    }

    /** Variable {@code element} at all points, a new array. */
    public double[] coordinates(int element) {
        return points.stream().mapToDouble(point -> point[element]).toArray();
    }

    /** The variables after so many steps, a new array. */
    public double[] point(int step) {
        return points.get(step).clone();
    }

    /** The last point, a new array. */
    public double[] end() {
        return point(steps());
    }

    /** The function at all points, a new array. */
    public double[] losses() {
        return losses.clone();
    }

    /** The function at the last point. */
    public double lastLoss() {
        return losses[steps()];
    }

    /** Whether it ended because something was no longer finite. */
    public boolean isDiverged() {
        boolean isFinite = Double.isFinite(lastLoss());
        for (double coordinate : points.get(steps())) {
            isFinite &= Double.isFinite(coordinate);
        }
        return !isFinite;
    }
}
