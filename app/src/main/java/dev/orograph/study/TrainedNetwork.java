package dev.orograph.study;

import dev.orograph.data.Split;
import dev.orograph.landscape.BatchNormPolicy;
import dev.orograph.landscape.Normalization;
import dev.orograph.landscape.PlaneRecipe;
import dev.orograph.landscape.RankOnePolicy;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.measurement.Series;
import dev.orograph.progress.Listener;
import dev.orograph.run.Metrics;
import dev.orograph.run.RunFolder;
import dev.orograph.sweep.PlannedRun;
import dev.orograph.sweep.TrainedRun;
import dev.orograph.training.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * A network of a study, trained to the end.
 *
 * @param name what tells it from the others
 * @param experiment how it was trained
 * @param folder its run
 * @param weights its last checkpoint
 * @param metrics what its training recorded
 */
record TrainedNetwork(String name, Experiment experiment, RunFolder folder, Path weights, Metrics metrics) {
    /**
     * Trains, or goes on with a training, or reads one that is finished.
     *
     * @param path of the run
     * @throws CancellationException if the listener asked to stop
     * @throws IOException if the folder holds another training, or the loss diverged
     */
    static TrainedNetwork train(String name, Experiment experiment, Path path, Path dataDirectory, Listener listener)
            throws IOException {
        var plan = new PlannedRun(name, experiment, path);
        if (TrainedRun.read(plan).isEmpty()) {
            listener.onMessage("training " + name);
        }
        var run = TrainedRun.of(plan, dataDirectory, listener);
        if (run.isDiverged()) {
            throw new IOException("the training of " + name + " diverged: its loss or gradient is not finite, so"
                    + " there is nothing to compare; choose fewer epochs or another --seed");
        }
        var last = run.folder().lastCheckpoint().orElseThrow(() -> new IOException(path + " has no checkpoint"));
        return new TrainedNetwork(name, experiment, run.folder(), last.file(), run.metrics());
    }

    /** To be mapped over random filter-normalised planes; biases and batch norm stay where they are. */
    MappedNetwork onPlanes(StudySettings settings) {
        return new MappedNetwork(
                name,
                folder,
                seed -> SurveyRecipe.around(
                                experiment,
                                weights,
                                Split.TRAIN,
                                PlaneRecipe.random(2, seed, Normalization.FILTER, RankOnePolicy.ZERO),
                                settings.range(),
                                settings.range())
                        .withLimit(settings.mapLimit()));
    }

    /** To be mapped along the line to another network, on both parts of the data. */
    MappedNetwork towards(TrainedNetwork other, String range, BatchNormPolicy policy) {
        return new MappedNetwork(
                name,
                folder,
                seed -> SurveyRecipe.around(
                                experiment, weights, Split.TRAIN, PlaneRecipe.weights(List.of(other.weights)), range)
                        .withSplits(List.of(Split.TRAIN, Split.TEST))
                        .withBatchNorm(policy));
    }

    /** 100 − accuracy against the epoch. */
    Series errors(Split split) {
        var accuracy = metrics.byEpoch("epoch", split + "_accuracy");
        return Series.of(
                split == Split.TRAIN ? "training error" : "test error",
                accuracy.x(),
                Arrays.stream(accuracy.y()).map(percent -> 100 - percent).toArray());
    }

    /** After the last epoch, in percent; NaN if it was not recorded. */
    double error(Split split) {
        var errors = errors(split);
        return errors.size() == 0 ? Double.NaN : errors.y(errors.size() - 1);
    }
}
