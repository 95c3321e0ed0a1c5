package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.data.DataSet;
import dev.orograph.network.Model;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.tensor.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;

/**
 * The range test of learning rates (Smith, arXiv 1506.01186): a training of a few steps whose rate grows from step to
 * step by the same ratio until the loss explodes.
 *
 * @param low rate of the first step, above 0
 * @param high rate of the last step, above {@code low}
 * @param steps at most, at least 20
 * @param smoothing β of the smoothed loss, in [0, 1): its share of each next one, with the start's bias corrected
 * @param limit the test ends where the smoothed loss is more than so many times the lowest before; above 1
 */
public record RateSearch(double low, double high, int steps, double smoothing, double limit) {
    public RateSearch {
        if (!(low > 0 && high > low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException(
                    "learning rates from " + low + " to " + high + " must be above 0 and rise");
        }
        if (steps < 20) {
            throw new IllegalArgumentException(steps + " steps are too few to find a learning rate; need at least 20");
        }
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("smoothing " + smoothing + " must be at least 0 and below 1");
        }
        if (!(limit > 1)) {
            throw new IllegalArgumentException("the limit " + limit + " times the lowest loss must be above 1");
        }
    }

    /** fastai's: 100 steps from 1e-7 to 10, β 0.98, until four times the lowest loss. */
    public static RateSearch defaults() {
        return new RateSearch(1e-7, 10, 100, 0.98, 4);
    }

    /** The rate of a step, from 0: low·(high/low)^(step/(steps − 1)). */
    double rate(int step) {
        return low * Math.pow(high / low, (double) step / (steps - 1));
    }

    /**
     * Makes the test, on copies of the parameters. The recipe's schedule, averaging and learning rate have no part in it;
     * its other settings have.
     *
     * @param start parameters by block name, and the network's state where there is any
     * @param training borrowed
     * @param listener asked before every step whether to stop
     */
    RateCurve run(Model model, NamedArrays start, DataSet training, TrainingRecipe recipe, Listener listener) {
        recipe.loss().requireTargets(training.name(), training.classes().isPresent());
        Threads.useInCurrentThread(recipe.threads());
        try (var state = TrainingState.at(model, start, training, recipe);
                var batches = new Batches(training, recipe);
                var batchLoss = new BatchLoss(model, recipe, state.state())) {
            return new Run(state, batches, batchLoss, recipe, listener).curve();
        }
    }

    private final class Run {
        private final TrainingState state;
        private final Batches batches;
        private final BatchLoss batchLoss;
        private final TrainingRecipe recipe;
        private final Listener listener;
        private final List<RateCurve.Point> points = new ArrayList<>();
        private double sum;
        private double lowest = Double.POSITIVE_INFINITY;

        Run(TrainingState state, Batches batches, BatchLoss batchLoss, TrainingRecipe recipe, Listener listener) {
            this.state = state;
            this.batches = batches;
            this.batchLoss = batchLoss;
            this.recipe = recipe;
            this.listener = listener;
        }

        RateCurve curve() {
            for (int step = 0; step < steps; step++) {
                if (listener.isCancelled()) {
                    return new RateCurve(points, steps, Outcome.CANCELLED);
                }
                double loss = step(step);
                if (!Double.isFinite(loss)) {
                    return new RateCurve(points, steps, Outcome.DIVERGED);
                }
                if (explodes(step, loss)) {
                    return new RateCurve(points, steps, Outcome.STOPPED_EARLY);
                }
                var note = String.format(Locale.ROOT, "rate %.2g, loss %.4g", rate(step), loss);
                listener.onProgress(new Progress("learning rates", step + 1, steps, "step", note));
            }
            return new RateCurve(points, steps, Outcome.COMPLETED);
        }

        /** The loss before the step that is made. */
        private double step(int step) {
            try (var scope = new PointerScope()) {
                var batch = batches.batch(step);
                var function =
                        recipe.clipped(theta -> batchLoss.at(theta, batch, step).evaluation());
                return state.optimizer()
                        .step(function, state.theta(), rate(step))
                        .loss();
            }
        }

        private boolean explodes(int step, double loss) {
            sum = smoothing * sum + (1 - smoothing) * loss;
            double smoothed = sum / (1 - Math.pow(smoothing, step + 1));
            points.add(new RateCurve.Point(rate(step), loss, smoothed));
            lowest = Math.min(lowest, smoothed);
            return smoothed > limit * lowest;
        }
    }
}
