package dev.orograph.cli;

import dev.orograph.monitor.Monitoring;
import dev.orograph.progress.Outcome;
import dev.orograph.run.Manifest;
import dev.orograph.run.RunFolder;
import dev.orograph.training.EventRecorder;
import dev.orograph.training.Experiment;
import dev.orograph.training.ExperimentJob;
import dev.orograph.training.RunRecorder;
import dev.orograph.training.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ExitCode;
import tools.jackson.databind.json.JsonMapper;

/** Runs an experiment into a run folder, with progress, and says how it ended. */
final class TrainingRunner {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    TrainingRunner(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /** Goes on with an interrupted training. */
    int goOn(RunFolder folder, Path dataDirectory) throws IOException {
        var manifest = folder.manifest();
        if (!manifest.kind().equals("train")) {
            throw new IOException(folder.path() + " is a run of kind " + manifest.kind() + ", not a training");
        }
        if (folder.resumePoint().isEmpty() && folder.lastCheckpoint().isPresent()) {
            err.println(folder.path() + " is finished; nothing to resume");
            return ExitCode.OK;
        }
        var experiment = manifest.settings(Experiment.class);
        try (var listener = new TrainingListener(err, experiment.training().batchSize());
                var job = ExperimentJob.open(experiment, dataDirectory, listener)) {
            requireSameData(
                    manifest, job, manifest.digests().keySet().stream().filter(name -> name.startsWith("data.")));
            return finish(folder, train(folder, experiment, job, listener));
        }
    }

    private static void requireSameData(Manifest manifest, ExperimentJob job, Stream<String> names) throws IOException {
        var now = job.digests();
        var changed = names.filter(name -> !Objects.equals(manifest.digests().get(name), now.get(name)))
                .toList();
        if (!changed.isEmpty()) {
            throw new IOException("the files are not those the training began with: " + String.join(", ", changed)
                    + " has another digest; restore them, or start a new run");
        }
    }

    /** Trains as a manifest says, in a new run folder and on the very same files. */
    int repeat(Manifest recorded, Experiment experiment, Path folder, Path dataDirectory) throws IOException {
        return train(Optional.of(recorded), experiment, folder, dataDirectory);
    }

    /** Trains in a new run folder. */
    int run(Experiment experiment, Path folder, Path dataDirectory) throws IOException {
        return train(Optional.empty(), experiment, folder, dataDirectory);
    }

    private int train(Optional<Manifest> recorded, Experiment experiment, Path folder, Path dataDirectory)
            throws IOException {
        try (var listener = new TrainingListener(err, experiment.training().batchSize());
                var job = ExperimentJob.open(experiment, dataDirectory, listener)) {
            if (recorded.isPresent()) {
                requireSameData(recorded.get(), job, recorded.get().digests().keySet().stream());
            }
            var run = RunFolder.create(folder, job.manifest());
            if (!json) {
                out.println(job.description());
                out.flush();
            }
            return finish(run, train(run, experiment, job, listener));
        }
    }

    private static TrainingResult train(
            RunFolder folder, Experiment experiment, ExperimentJob job, TrainingListener listener) throws IOException {
        try (var writer = folder.writer()) {
            var recorder = RunRecorder.of(writer);
            if (!experiment.monitoring().map(Monitoring::tensorBoard).orElse(false)) {
                return job.train(listener.watching(recorder), listener);
            }
            try (var events = new EventRecorder(recorder, folder)) {
                return job.train(listener.watching(events), listener);
            }
        }
    }

    private int finish(RunFolder folder, TrainingResult result) {
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(summary(folder, result)));
        } else {
            out.println(sentence(folder, result));
        }
        out.flush();
        return isStopped(result) ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    /** Whether it ended before its time and can be gone on with. */
    private static boolean isStopped(TrainingResult result) {
        return result.outcome() == Outcome.CANCELLED || result.outcome() == Outcome.ALARMED;
    }

    private static Map<String, Object> summary(RunFolder folder, TrainingResult result) {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("run", folder.path().toString());
        summary.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        summary.put("epochs", result.epochs());
        summary.put("steps", result.steps());
        summary.put("samplesPerSecond", result.samplesPerSecond());
        result.evaluations().forEach((name, value) -> {
            summary.put(name + "_loss", value.loss());
            value.accuracyPercent().ifPresent(accuracy -> summary.put(name + "_acc", accuracy));
        });
        return summary;
    }

    private static String sentence(RunFolder folder, TrainingResult result) {
        if (result.outcome() == Outcome.CANCELLED) {
            return "stopped after " + result.steps() + " steps; go on with: orograph train --resume " + folder.path();
        }
        var text = new StringBuilder(
                switch (result.outcome()) {
                    case DIVERGED ->
                        "diverged in epoch " + (result.epochs() + 1)
                                + ": the loss or its gradient is not finite; try a smaller learning rate";
                    case ALARMED ->
                        "stopped by an alarm after " + result.steps() + " steps, weights kept in "
                                + folder.stepFile(result.steps())
                                + "; go on all the same with: orograph train --resume "
                                + folder.path();
                    case STOPPED_EARLY -> "stopped early after " + result.epochs() + " epochs";
                    default -> "trained " + result.epochs() + " epochs";
                });
        result.evaluations().forEach((name, value) -> {
            text.append(String.format(Locale.ROOT, "; %s loss %.4f", name.replace('_', ' '), value.loss()));
            value.accuracyPercent()
                    .ifPresent(accuracy -> text.append(String.format(Locale.ROOT, ", accuracy %.2f %%", accuracy)));
        });
        text.append(String.format(Locale.ROOT, "; %,.0f samples per second", result.samplesPerSecond()));
        return text.append(System.lineSeparator())
                .append("run folder: ")
                .append(folder.path())
                .toString();
    }
}
