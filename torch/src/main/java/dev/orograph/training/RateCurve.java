package dev.orograph.training;

import dev.orograph.progress.Outcome;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The loss against the learning rate, with the rates that it suggests. They are taken from the smoothed loss, without the
 * first tenth of the steps and the last five, where it says little.
 *
 * @param points in the order of the steps
 * @param steps of a whole test
 * @param outcome completed; stopped early, as is usual, where the loss exploded; diverged where it was not finite; cancelled
 */
public record RateCurve(List<Point> points, int steps, Outcome outcome) {
    private static final int LAST = 5;

    public RateCurve {
        points = List.copyOf(points);
    }

    /**
     * One step.
     *
     * @param rate with which it was made
     * @param loss of its batch, before it
     * @param smoothed mean of the losses so far, recent ones weighing more
     */
    public record Point(double rate, double loss, double smoothed) {}

    /** The points that suggestions are taken from; none if there are not two. */
    private List<Point> core() {
        int from = steps / 10;
        int to = points.size() - LAST;
        return to - from < 2 ? List.of() : points.subList(from, to);
    }

    /** Where the loss falls fastest against the logarithm of the rate; empty if it falls nowhere. */
    public OptionalDouble steepest() {
        var core = core();
        double steepest = 0;
        var rate = OptionalDouble.empty();
        for (int i = 1; i < core.size(); i++) {
            double fall = core.get(i).smoothed() - core.get(i - 1).smoothed();
            double slope = fall / Math.log(core.get(i).rate() / core.get(i - 1).rate());
            if (slope < steepest) {
                steepest = slope;
                rate = OptionalDouble.of(core.get(i - 1).rate());
            }
        }
        return rate;
    }

    /** A tenth of the rate with the lowest loss; empty if that is the first. */
    public OptionalDouble tenthOfMinimum() {
        var core = core();
        int lowest = IntStream.range(0, core.size())
                .reduce(0, (best, i) -> core.get(i).smoothed() < core.get(best).smoothed() ? i : best);
        return lowest == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(core.get(lowest).rate() / 10);
    }

    /**
     * The middle of the longest fall: of the longest falling subsequence, which ends at point e and has L points, the
     * point e − L + ⌊L/3⌋ + ⌊L/6⌋ (fastai's {@code valley}); empty if the loss falls nowhere.
     */
    public OptionalDouble valley() {
        var core = core();
        var lengths = new int[core.size()];
        int end = 0;
        for (int i = 0; i < core.size(); i++) {
            lengths[i] = 1;
            for (int j = 0; j < i; j++) {
                if (core.get(i).smoothed() < core.get(j).smoothed()) {
                    lengths[i] = Math.max(lengths[i], lengths[j] + 1);
                }
            }
            end = lengths[i] > lengths[end] ? i : end;
        }
        if (core.isEmpty() || lengths[end] < 2) {
            return OptionalDouble.empty();
        }
        int middle = end - lengths[end] + lengths[end] / 3 + lengths[end] / 6;
        return OptionalDouble.of(core.get(Math.max(0, middle)).rate());
    }

    /** The rate to train with: the valley's, which is less sensitive to noise than the others. */
    public OptionalDouble suggestion() {
        return valley();
    }
}
