package dev.orograph.optimize;

import java.util.Arrays;

/**
 * A search for a length t along a direction with f(t) ≤ f(0) + c₁·t·f′(0) and |f′(t)| ≤ c₂·|f′(0)|, by bracketing and
 * cubic interpolation, trial by trial as torch's: Nocedal, Wright 2006, "Numerical Optimization", algorithms 3.5 and 3.6.
 */
final class StrongWolfe {
    private static final double DECREASE = 1e-4; // c₁, as usual for quasi-Newton methods
    private static final double CURVATURE = 0.9; // c₂
    private static final double NARROW = 0.1; // share of a bracket that a trial must cut off, at least every other time

    /** A function of one length. */
    @FunctionalInterface
    interface Line {
        LineTrial at(double length);
    }

    /** The best length found, whose gradient is the caller's, and how many were tried. */
    record Found(LineTrial trial, int tried) {}

    private record Bracket(LineTrial one, LineTrial other, boolean isDone, int iterations) {}

    private final Line line;
    private final LineTrial start;
    private final double largest;
    private final double tolerance;
    private final int limit;

    /**
     * @param start at length 0; its gradient stays the caller's
     * @param largest element of the direction by its absolute value
     * @param tolerance change of the parameters below which a bracket is not divided further
     * @param limit number of trials after the first
     */
    StrongWolfe(Line line, LineTrial start, double largest, double tolerance, int limit) {
        this.line = line;
        this.start = start;
        this.largest = largest;
        this.tolerance = tolerance;
        this.limit = limit;
    }

    Found from(double firstLength) {
        return zoom(bracket(firstLength));
    }

    private boolean isTooHigh(LineTrial trial) {
        return trial.loss() > start.loss() + DECREASE * trial.length() * start.slope();
    }

    private boolean isFlat(LineTrial trial) {
        return Math.abs(trial.slope()) <= -CURVATURE * start.slope();
    }

    /** Two lengths with a good one between them, or a good one. */
    private Bracket bracket(double firstLength) {
        var before = start;
        var trial = line.at(firstLength);
        for (int i = 0; i < limit; i++) {
            if (isTooHigh(trial) || (i > 1 && trial.loss() >= before.loss())) {
                return new Bracket(before, trial, false, i);
            }
            if (isFlat(trial)) {
                drop(before, trial, trial);
                return new Bracket(trial, trial, true, i);
            }
            if (trial.slope() >= 0) {
                return new Bracket(before, trial, false, i);
            }
            double length = trial.length();
            double next = minimum(before, trial, length + 0.01 * (length - before.length()), length * 10);
            drop(before, trial, trial);
            before = trial;
            trial = line.at(next);
        }
        drop(before, trial, trial);
        return new Bracket(start, trial, false, limit);
    }

    /** Makes the bracket smaller until one of its ends is good. */
    private Found zoom(Bracket bracket) {
        var ends = new LineTrial[] {bracket.one, bracket.other};
        int low = lower(ends);
        int iterations = bracket.iterations;
        boolean isDone = bracket.isDone;
        boolean wasNearEnd = false;
        while (!isDone && iterations < limit && !(width(ends) * largest < tolerance)) {
            double least = minimum(ends[0], ends[1]);
            double length = wasNearEnd || !isInside(least, ends) ? awayFromEnds(least, ends) : least;
            wasNearEnd = length == least && isNearEnd(least, ends);
            var trial = line.at(length);
            iterations++;
            var left = ends.clone();
            if (isTooHigh(trial) || trial.loss() >= ends[low].loss()) {
                ends[1 - low] = trial;
                low = lower(ends);
            } else {
                isDone = isFlat(trial);
                if (!isDone && trial.slope() * (ends[1 - low].length() - ends[low].length()) >= 0) {
                    ends[1 - low] = ends[low];
                }
                ends[low] = trial;
            }
            drop(left[0], ends);
            drop(left[1], ends);
        }
        drop(ends[1 - low], ends[low]);
        return new Found(ends[low], iterations + 1);
    }

    /** Frees the gradient of a trial that is not among those still needed. */
    private void drop(LineTrial trial, LineTrial... needed) {
        if (!trial.equals(start) && !Arrays.asList(needed).contains(trial)) {
            trial.gradient().close();
        }
    }

    private static int lower(LineTrial[] ends) {
        return ends[0].loss() <= ends[1].loss() ? 0 : 1;
    }

    private static double left(LineTrial[] ends) {
        return Math.min(ends[0].length(), ends[1].length());
    }

    private static double right(LineTrial[] ends) {
        return Math.max(ends[0].length(), ends[1].length());
    }

    private static double width(LineTrial[] ends) {
        return right(ends) - left(ends);
    }

    private static boolean isInside(double length, LineTrial[] ends) {
        return length > left(ends) && length < right(ends);
    }

    /** Whether a length would shrink the bracket by less than a tenth. */
    private static boolean isNearEnd(double length, LineTrial[] ends) {
        return Math.min(right(ends) - length, length - left(ends)) < NARROW * width(ends);
    }

    /** The length, or if it is near an end the one a tenth of the bracket away from there. */
    private static double awayFromEnds(double length, LineTrial[] ends) {
        if (!isNearEnd(length, ends)) {
            return length;
        }
        double margin = NARROW * width(ends);
        return Math.abs(length - right(ends)) < Math.abs(length - left(ends))
                ? right(ends) - margin
                : left(ends) + margin;
    }

    private static double minimum(LineTrial one, LineTrial other) {
        return minimum(one, other, Math.min(one.length(), other.length()), Math.max(one.length(), other.length()));
    }

    /** Where the cubic through two values and slopes is least, within bounds; the middle of them if it has no minimum. */
    private static double minimum(LineTrial one, LineTrial other, double from, double to) {
        var left = one.length() <= other.length() ? one : other;
        var right = one.length() <= other.length() ? other : one;
        double secant = (right.loss() - left.loss()) / (right.length() - left.length());
        double first = left.slope() + right.slope() - 3 * secant;
        double square = first * first - left.slope() * right.slope();
        if (!(square >= 0)) {
            return (from + to) / 2;
        }
        double second = Math.sqrt(square);
        double share = (right.slope() + second - first) / (right.slope() - left.slope() + 2 * second);
        double least = right.length() - (right.length() - left.length()) * share;
        return Math.min(Math.max(least, from), to);
    }
}
