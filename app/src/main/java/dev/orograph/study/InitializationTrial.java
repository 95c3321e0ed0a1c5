package dev.orograph.study;

import dev.orograph.measurement.Series;
import dev.orograph.network.InitializationRecipe;
import dev.orograph.progress.Listener;
import dev.orograph.sweep.PlannedRun;
import dev.orograph.sweep.TrainedRun;
import dev.orograph.tensor.Layout;
import dev.orograph.training.Experiment;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One training from one start.
 *
 * @param initialization how it started
 * @param seed of the start and the order of samples
 * @param trainLoss training cross-entropy at the start and after every epoch
 * @param testLoss test cross-entropy in the end; NaN if it diverged
 * @param testError wrong answers in the test data, in percent; NaN if it diverged
 * @param learning what became of it
 * @param start figures of the matrices before training
 * @param end and after it; NaN if it diverged
 * @param seconds of training and evaluation
 */
record InitializationTrial(
        InitializationRecipe initialization,
        long seed,
        Series trainLoss,
        double testLoss,
        double testError,
        Learning learning,
        MatrixMeans start,
        MatrixMeans end,
        double seconds) {
    /** Trains, or reads a training that is finished. */
    static InitializationTrial run(
            Experiment experiment,
            Path folder,
            Path dataDirectory,
            Layout layout,
            int classes,
            boolean countsSlopes,
            Listener listener)
            throws IOException {
        var recipe = experiment.initializer();
        var trained = TrainedRun.of(new PlannedRun(recipe.text(), experiment, folder), dataDirectory, listener);
        var run = trained.folder();
        var metrics = trained.metrics();
        boolean isDiverged = trained.isDiverged();
        var losses = metrics.byEpoch("epoch", "train_loss");
        var testLosses = metrics.byEpoch("epoch", "test_loss").y();
        var accuracies = metrics.byEpoch("epoch", "test_accuracy").y();
        int epochs = experiment.training().epochs();
        return new InitializationTrial(
                recipe,
                experiment.training().seeds().weights(),
                losses,
                isDiverged ? Double.NaN : last(testLosses),
                isDiverged ? Double.NaN : 100 - last(accuracies),
                Learning.of(losses.y(), isDiverged, classes),
                MatrixMeans.of(run.weights(0), layout, countsSlopes),
                isDiverged ? MatrixMeans.UNKNOWN : MatrixMeans.of(run.weights(epochs), layout, countsSlopes),
                trained.seconds());
    }

    /** Training cross-entropy in the end; NaN if it diverged. */
    double lastTrainLoss() {
        return learning.verdict() == Learning.Verdict.DIVERGED ? Double.NaN : last(trainLoss.y());
    }

    private static double last(double[] values) {
        return values.length == 0 ? Double.NaN : values[values.length - 1];
    }
}
