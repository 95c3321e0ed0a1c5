package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.monitor.Monitoring;
import dev.orograph.network.Model;
import dev.orograph.optimize.PlateauSchedule;
import dev.orograph.progress.Listener;
import dev.orograph.tensor.Threads;
import java.io.IOException;

/** Trains networks. */
public final class Training {
    private Training() {}

    /**
     * Trains a network, or goes on where an interrupted training of the same recipe stopped: its end is then the same to
     * the bit as that of an unbroken one. Runs in the calling thread, whose number of threads per operation it sets.
     *
     * <p>A loss or gradient that is not finite ends it as {@link dev.orograph.progress.Outcome#DIVERGED} before the step
     * is made. After a cancellation, a point to resume from has been saved.
     *
     * @param start parameters by block name, and the network's state where there is any, as a checkpoint holds them
     * @param data borrowed
     * @param monitoring how it is looked at, which changes nothing but how it may end
     * @param recorder receives metrics and checkpoints, and knows where to go on
     * @param listener asked after every step whether to stop; told of the progress about ten times a second
     * @throws IllegalArgumentException if {@code start}, the data or what is resumed do not fit the network, or early
     *     stopping or a schedule watches a data set that is not evaluated
     * @throws IOException from the recorder
     */
    public static TrainingResult train(
            Model model,
            NamedArrays start,
            TrainingData data,
            TrainingRecipe recipe,
            Monitoring monitoring,
            TrainingRecorder recorder,
            Listener listener)
            throws IOException {
        recipe.loss()
                .requireTargets(
                        data.training().name(), data.training().classes().isPresent());
        recipe.earlyStopping().ifPresent(rule -> requireEvaluated(rule.set(), data));
        if (recipe.schedule() instanceof PlateauSchedule schedule) {
            WatchedSet.of(schedule, data.evaluated().keySet());
        }
        Threads.useInCurrentThread(recipe.threads());
        try (var loop = new TrainingLoop(model, start, data, recipe, monitoring, recorder, listener)) {
            return loop.run();
        }
    }

    /** The same, looked at no more than {@link Monitoring#NONE} says. */
    public static TrainingResult train(
            Model model,
            NamedArrays start,
            TrainingData data,
            TrainingRecipe recipe,
            TrainingRecorder recorder,
            Listener listener)
            throws IOException {
        return train(model, start, data, recipe, Monitoring.NONE, recorder, listener);
    }

    private static void requireEvaluated(String set, TrainingData data) {
        if (!data.evaluated().containsKey(set)) {
            throw new IllegalArgumentException("early stopping watches '" + set + "', but only "
                    + String.join(", ", data.evaluated().keySet()) + " are evaluated");
        }
    }
}
