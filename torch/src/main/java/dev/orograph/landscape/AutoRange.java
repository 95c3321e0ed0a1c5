package dev.orograph.landscape;

import dev.orograph.measurement.Axis;
import dev.orograph.tensor.Layout;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Chooses the range of an axis: as far as the loss rises to max(10·L₀, ln classes) on either side of the centre, so that
 * a picture shows the whole basin and little else. The radius is found by doubling and bisection along the axis alone.
 */
final class AutoRange {
    /** The word that asks for it, alone or as {@code auto:points}. */
    private static final String WORD = "auto";

    private static final int POINTS = 51;

    /** Loss at the rim, in multiples of the centre's. */
    private static final double RISE = 10;

    /** Shortest and longest radius in units of ‖θ‖/‖d‖, at which a direction is as long as the weights. */
    private static final double SHORTEST = 1.0 / 1024;

    private static final double LONGEST = 16;

    /** The radius is known to this factor, less than a cell of a picture; then it is rounded to two digits. */
    private static final double PRECISION = 1.02;

    private static final MathContext TWO_DIGITS = new MathContext(2);

    private final CellEvaluator evaluator;
    private final Plane plane;
    private final double[] centre;
    private final double chance;

    /**
     * @param chance loss of guessing, ln classes; 0 where there are none
     */
    private AutoRange(CellEvaluator evaluator, Plane plane, double[] centre, double chance) {
        this.evaluator = evaluator;
        this.plane = plane;
        this.centre = centre;
        this.chance = chance;
    }

    /** Whether a range is to be chosen. */
    static boolean asks(String range) {
        return range.equals(WORD) || range.startsWith(WORD + ":");
    }

    /**
     * Number of points that a range asks for, chosen or not.
     *
     * @throws IllegalArgumentException if it is neither {@code auto}, {@code auto:points} nor {@code min:max:points}
     */
    static int points(String axis, String range) {
        if (range.equals(WORD)) {
            return POINTS;
        }
        return Axis.parse(axis, asks(range) ? "-1:1" + range.substring(WORD.length()) : range)
                .count();
    }

    /**
     * The ranges of a recipe with all that ask replaced by numbers. Axes that lead to other weights at 1 run from −0.5 to
     * 1.5, the usual range of interpolations. Runs in the calling thread.
     *
     * @param theta [elements], the weights at the centre
     * @param chance loss of guessing, ln classes; 0 where there are none
     * @throws IllegalArgumentException if the loss at the centre is not finite
     */
    static List<String> resolve(
            SurveyRecipe recipe, EvaluationPlan plan, Plane plane, Tensor theta, Layout layout, double chance) {
        var directions = recipe.plane().directions();
        var centre = directions.stream()
                .mapToDouble(direction -> direction.centre(theta, layout))
                .toArray();
        var resolved = new ArrayList<String>();
        try (var evaluator = plan.newEvaluator()) {
            var search = new AutoRange(evaluator, plane, centre, chance);
            for (int axis = 0; axis < centre.length; axis++) {
                var range = recipe.grid().get(axis);
                if (!asks(range)) {
                    resolved.add(range);
                } else if (recipe.plane().endsAtOne(axis)) {
                    resolved.add("-0.5:1.5:" + recipe.points(axis));
                } else {
                    resolved.add(search.around(axis, recipe.points(axis)));
                }
            }
        }
        return resolved;
    }

    private String around(int axis, int points) {
        double radius = radius(axis);
        return new Axis("auto", centre[axis] - radius, centre[axis] + radius, points).range();
    }

    private double radius(int axis) {
        double start = evaluator.evaluate(new double[][] {centre})[0][0];
        if (!Double.isFinite(start)) {
            throw new IllegalArgumentException("the loss at the centre is " + start
                    + ", so no range can be chosen; give one, as in -1:1:" + POINTS);
        }
        double target = Math.max(RISE * start, chance);
        double unit = norm(plane.origin()) / norm(plane.directions().get(axis));
        if (!Double.isFinite(unit) || unit == 0) {
            unit = 1;
        }
        double far = unit * SHORTEST;
        while (far < unit * LONGEST && !rises(axis, far, target)) {
            far *= 2;
        }
        double near = far / 2;
        while (far / near > PRECISION) {
            double middle = Math.sqrt(near * far);
            if (rises(axis, middle, target)) {
                far = middle;
            } else {
                near = middle;
            }
        }
        return new BigDecimal(far).round(TWO_DIGITS).doubleValue();
    }

    /** Whether the loss reaches the target on either side; NaN is beyond any target. */
    private boolean rises(int axis, double radius, double target) {
        var points = new double[][] {centre.clone(), centre.clone()};
        points[0][axis] += radius;
        points[1][axis] -= radius;
        var values = evaluator.evaluate(points);
        return !(values[0][0] < target && values[1][0] < target);
    }

    private static double norm(Tensor vector) {
        try (var scope = new PointerScope()) {
            return vector.to(ScalarType.Double).norm().item_double();
        }
    }
}
