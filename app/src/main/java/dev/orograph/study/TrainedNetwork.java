package dev.orograph.study;

import dev.orograph.data.Split;
import dev.orograph.landscape.BatchNormPolicy;
import dev.orograph.landscape.Normalization;
import dev.orograph.landscape.PlaneRecipe;
import dev.orograph.landscape.RankOnePolicy;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.measurement.Series;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.provenance.Machine;
import dev.orograph.run.Manifest;
import dev.orograph.run.Metrics;
import dev.orograph.run.RunFolder;
import dev.orograph.training.Experiment;
import dev.orograph.training.ExperimentJob;
import dev.orograph.training.RunRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

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
        var folder = trainEvenIfDiverging(name, experiment, path, dataDirectory, listener);
        if (isDiverged(folder.metrics())) {
            throw new IOException("the training of " + name + " diverged: its loss or gradient is not finite, so"
                    + " there is nothing to compare; choose fewer epochs or another --seed");
        }
        var last = folder.lastCheckpoint().orElseThrow(() -> new IOException(path + " has no checkpoint"));
        return new TrainedNetwork(name, experiment, folder, last.file(), folder.metrics());
    }

    /** The same where a divergence is a result like any other; then only its start need be there. */
    static RunFolder trainEvenIfDiverging(
            String name, Experiment experiment, Path path, Path dataDirectory, Listener listener) throws IOException {
        if (!RunFolder.isRun(path) || !isFinished(requireSame(experiment, path), experiment)) {
            try (var job = ExperimentJob.open(experiment, dataDirectory, listener)) {
                listener.onMessage("training " + name + ": " + job.description());
                train(
                        name,
                        job,
                        RunFolder.isRun(path) ? RunFolder.open(path) : create(experiment, job, path),
                        listener);
            }
        }
        return RunFolder.open(path);
    }

    /** Whether a step met a loss or gradient that is not finite. */
    static boolean isDiverged(Metrics metrics) {
        return metrics.records().stream()
                .filter(record -> record.event().equals("step"))
                .flatMap(record -> Stream.of("loss", "gradient_norm")
                        .map(name -> record.values().get(name)))
                .anyMatch(value -> value != null && !Double.isFinite(value));
    }

    private static RunFolder requireSame(Experiment experiment, Path path) throws IOException {
        var folder = RunFolder.open(path);
        if (!folder.manifest().kind().equals("train")
                || !folder.manifest().settings(Experiment.class).equals(experiment)) {
            throw new IOException(path
                    + " holds a training with other settings; choose another folder with --run, or the settings it began"
                    + " with");
        }
        return folder;
    }

    private static boolean isFinished(RunFolder folder, Experiment experiment) throws IOException {
        var last = folder.lastCheckpoint();
        return !folder.hasResumePoint()
                && last.isPresent()
                && (last.get().epoch() == experiment.training().epochs() || isDiverged(folder.metrics()));
    }

    private static RunFolder create(Experiment experiment, ExperimentJob job, Path path) throws IOException {
        var manifest = Manifest.of("train", experiment).with(Machine.current().provenance());
        for (var digest : job.digests().entrySet()) {
            manifest = manifest.withDigest(digest.getKey(), digest.getValue());
        }
        return RunFolder.create(path, manifest);
    }

    private static void train(String name, ExperimentJob job, RunFolder folder, Listener listener) throws IOException {
        try (var writer = folder.writer()) {
            var outcome = job.train(RunRecorder.of(writer), listener).outcome();
            if (outcome == Outcome.CANCELLED) {
                throw new CancellationException("stopped while training " + name);
            }
        }
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
