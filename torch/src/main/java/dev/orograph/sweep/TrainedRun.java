package dev.orograph.sweep;

import dev.orograph.measurement.Series;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.run.Metrics;
import dev.orograph.run.RunFolder;
import dev.orograph.training.Experiment;
import dev.orograph.training.ExperimentJob;
import dev.orograph.training.RunRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;

/**
 * A training that has ended, whichever way.
 *
 * @param plan what it was to be
 * @param folder its run
 * @param outcome how it ended
 * @param metrics what it recorded
 */
public record TrainedRun(PlannedRun plan, RunFolder folder, Outcome outcome, Metrics metrics) {
    /**
     * Trains, or goes on with an interrupted training, or reads one that has ended.
     *
     * @param dataDirectory where data sets lie
     * @throws CancellationException if the listener asked to stop
     * @throws IOException if the folder holds another training, or a file cannot be read or written
     */
    public static TrainedRun of(PlannedRun plan, Path dataDirectory, Listener listener) throws IOException {
        return of(plan, (experiment, each) -> ExperimentJob.open(experiment, dataDirectory, each), listener);
    }

    /** Loads what an experiment names. */
    interface Opener {
        ExperimentJob open(Experiment experiment, Listener listener) throws IOException;
    }

    static TrainedRun of(PlannedRun plan, Opener opener, Listener listener) throws IOException {
        var there = read(plan);
        if (there.isPresent()) {
            return there.get();
        }
        try (var job = opener.open(plan.experiment(), listener)) {
            var folder = RunFolder.isRun(plan.folder())
                    ? RunFolder.open(plan.folder())
                    : RunFolder.create(plan.folder(), job.manifest());
            try (var writer = folder.writer()) {
                if (job.train(RunRecorder.of(writer), listener).outcome() == Outcome.CANCELLED) {
                    throw new CancellationException("stopped while training " + plan.name());
                }
            }
        }
        return read(plan).orElseThrow(() -> new IOException(plan.folder() + " holds no training that has ended"));
    }

    /**
     * A training that has ended; empty if there is none yet.
     *
     * @throws IOException if the folder holds another training
     */
    public static Optional<TrainedRun> read(PlannedRun plan) throws IOException {
        if (!RunFolder.isRun(plan.folder())) {
            return Optional.empty();
        }
        var folder = RunFolder.open(plan.folder());
        if (!folder.manifest().kind().equals("train")
                || !folder.manifest().settings(Experiment.class).equals(plan.experiment())) {
            throw new IOException(plan.folder()
                    + " holds a training with other settings; choose another folder with --run, or the settings it"
                    + " began with");
        }
        var metrics = folder.metrics();
        return folder.hasResumePoint() || metrics.records().isEmpty()
                ? Optional.empty()
                : Optional.of(new TrainedRun(plan, folder, outcome(plan.experiment(), metrics), metrics));
    }

    private static Outcome outcome(Experiment experiment, Metrics metrics) {
        var epochs = metrics.byEpoch("epoch", lossOfEpochs(metrics));
        if (epochs.size() > 0
                && epochs.x(epochs.size() - 1) >= experiment.training().epochs()) {
            return Outcome.COMPLETED;
        }
        boolean isFinite = Double.isFinite(last(metrics.byStep("step", "loss")).orElse(0))
                && Double.isFinite(last(metrics.byStep("step", "gradient_norm")).orElse(0));
        return isFinite ? Outcome.STOPPED_EARLY : Outcome.DIVERGED;
    }

    /** Some loss that is recorded after every epoch. */
    private static String lossOfEpochs(Metrics metrics) {
        return metrics.names("epoch").stream()
                .filter(name -> name.endsWith("_loss"))
                .findFirst()
                .orElse("loss");
    }

    public String name() {
        return plan.name();
    }

    /** Whether its loss or gradient became NaN or infinite. */
    public boolean isDiverged() {
        return outcome == Outcome.DIVERGED;
    }

    /** One value after each epoch, against the epoch; empty if it was never recorded. */
    public Series byEpoch(String quantity) {
        return metrics.byEpoch("epoch", quantity);
    }

    /** The value after the last epoch, if it was recorded. */
    public OptionalDouble last(String quantity) {
        return last(byEpoch(quantity));
    }

    private static OptionalDouble last(Series series) {
        return series.size() == 0 ? OptionalDouble.empty() : OptionalDouble.of(series.y(series.size() - 1));
    }

    /** Wall-clock time of the training in seconds, interrupted parts included. */
    public double seconds() {
        var records = metrics.records();
        return records.isEmpty() ? 0 : records.get(records.size() - 1).seconds();
    }
}
