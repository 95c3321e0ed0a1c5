package dev.orograph.measurement;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a run in the coordinates of a plane, and what the projection does not show: how far each lies off
 * the plane, and its own loss beside the loss of its projection. Immutable: arrays are copied in and out.
 */
public final class Trajectory {
    private final String name;
    private final List<String> labels;
    private final double[] x;
    private final double[] y;
    private final double @Nullable [] residuals;
    private final double @Nullable [] trueLosses;
    private final double @Nullable [] planeLosses;
    private final double[] explainedVariance;

    private Trajectory(
            String name,
            List<String> labels,
            double[] x,
            double[] y,
            double @Nullable [] residuals,
            double @Nullable [] trueLosses,
            double @Nullable [] planeLosses,
            double[] explainedVariance) {
        this.name = name;
        this.labels = labels;
        this.x = x;
        this.y = y;
        this.residuals = residuals;
        this.trueLosses = trueLosses;
        this.planeLosses = planeLosses;
        this.explainedVariance = explainedVariance;
    }

    /**
     * The points {@code (x[i], y[i])} in the order of training, of which nothing else is known. A diverged checkpoint
     * has coordinates that are NaN.
     *
     * @param labels what each point is, such as the number of its epoch
     * @throws IllegalArgumentException if the lengths differ or there is no point
     */
    public static Trajectory of(String name, List<String> labels, double[] x, double[] y) {
        if (x.length == 0 || x.length != y.length || x.length != labels.size()) {
            throw new IllegalArgumentException("trajectory " + name + " has " + labels.size() + " labels, " + x.length
                    + " x and " + y.length + " y coordinates; give as many of each, and at least one");
        }
        return new Trajectory(name, List.copyOf(labels), x.clone(), y.clone(), null, null, null, new double[0]);
    }

    /** The points of a path, numbered from 0, of which nothing else is known. */
    public static Trajectory of(Path path) {
        var labels = IntStream.range(0, path.size()).mapToObj(Integer::toString).toList();
        return of(path.name(), labels, path.x(), path.y());
    }

    /** Returns a copy whose points have no names. */
    public Trajectory withoutLabels() {
        var blank = Collections.nCopies(x.length, "");
        return new Trajectory(name, blank, x, y, residuals, trueLosses, planeLosses, explainedVariance);
    }

    /**
     * Returns a copy that knows how far its points lie off the plane: ‖θᵢ − projection(θᵢ)‖ / ‖θᵢ − θₙ‖, θₙ being the
     * plane's centre.
     *
     * @param newResiduals one per point, not negative; NaN where the point is the centre itself
     */
    public Trajectory withResiduals(double[] newResiduals) {
        var copy = checked("residuals", newResiduals, residual -> !(residual < 0), "at least 0");
        return new Trajectory(name, labels, x, y, copy, trueLosses, planeLosses, explainedVariance);
    }

    /** Returns a copy that knows the loss of each checkpoint itself, as it is, NaN and infinite included. */
    public Trajectory withTrueLosses(double[] newLosses) {
        var copy = checked("true losses", newLosses, loss -> true, "");
        return new Trajectory(name, labels, x, y, residuals, copy, planeLosses, explainedVariance);
    }

    /** Returns a copy that knows the loss of each projection, NaN and infinite included. */
    public Trajectory withPlaneLosses(double[] newLosses) {
        var copy = checked("losses in the plane", newLosses, loss -> true, "");
        return new Trajectory(name, labels, x, y, residuals, trueLosses, copy, explainedVariance);
    }

    /**
     * Returns a copy that knows the share of the checkpoints' variance along each axis, as principal components state
     * it.
     *
     * @throws IllegalArgumentException if a share is not within [0, 1], rounding aside
     */
    public Trajectory withExplainedVariance(double xShare, double yShare) {
        if (!(Math.min(xShare, yShare) >= 0) || !(Math.max(xShare, yShare) <= 1 + 1e-6)) {
            throw new IllegalArgumentException("trajectory " + name + " has shares " + xShare + " and " + yShare
                    + " of the variance; they must be within 0 and 1");
        }
        return new Trajectory(name, labels, x, y, residuals, trueLosses, planeLosses, new double[] {xShare, yShare});
    }

    private double[] checked(String what, double[] values, DoublePredicate isValid, String wanted) {
        if (values.length != x.length) {
            throw new IllegalArgumentException(
                    "trajectory " + name + " has " + values.length + " " + what + " for " + x.length + " points");
        }
        for (int i = 0; i < values.length; i++) {
            if (!isValid.test(values[i])) {
                throw new IllegalArgumentException("point " + labels.get(i) + " of trajectory " + name + " has "
                        + values[i] + " among the " + what + "; give " + wanted);
            }
        }
        return values.clone();
    }

    public String name() {
        return name;
    }

    public int size() {
        return x.length;
    }

    /** What each point is, such as the number of its epoch. */
    public List<String> labels() {
        return labels;
    }

    public double x(int point) {
        return x[point];
    }

    public double y(int point) {
        return y[point];
    }

    public double[] x() {
        return x.clone();
    }

    public double[] y() {
        return y.clone();
    }

    /** Distance off the plane over distance from its centre, per point; empty if not known. */
    public Optional<double[]> residuals() {
        return Optional.ofNullable(residuals).map(double[]::clone);
    }

    /** Loss of each checkpoint itself; empty if not known. */
    public Optional<double[]> trueLosses() {
        return Optional.ofNullable(trueLosses).map(double[]::clone);
    }

    /** Loss of each projection; empty if not known. */
    public Optional<double[]> planeLosses() {
        return Optional.ofNullable(planeLosses).map(double[]::clone);
    }

    /** Share of the variance along x and along y, each in [0, 1]; no elements if not known. */
    public double[] explainedVariance() {
        return explainedVariance.clone();
    }

    /** The projected points alone. */
    public Path path() {
        return Path.of(name, x, y);
    }
}
