package dev.orograph.cli;

import dev.orograph.run.Checkpoint;
import dev.orograph.run.RunFolder;
import dev.orograph.training.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checkpoints of a run, as flags name them. */
final class RunCheckpoints {
    private RunCheckpoints() {}

    /**
     * The checkpoint after an epoch.
     *
     * @param epoch null for the last
     * @throws IOException if the run has none yet
     * @throws IllegalArgumentException if it has none of that epoch, naming those it has
     */
    static Checkpoint find(RunFolder run, @Nullable Integer epoch) throws IOException {
        var all = all(run);
        if (epoch == null) {
            return all.get(all.size() - 1);
        }
        return all.stream()
                .filter(checkpoint -> checkpoint.epoch() == epoch)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("run " + run.path() + " has no checkpoint of epoch "
                        + epoch + "; it has " + String.join(", ", epochs(all))));
    }

    /**
     * The averaged weights that were kept with a checkpoint.
     *
     * @throws IllegalArgumentException if there are none
     */
    static Checkpoint averaged(RunFolder run, Checkpoint checkpoint) {
        var file = run.averagedFile(checkpoint.epoch());
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("run " + run.path() + " has no averaged weights of epoch "
                    + checkpoint.epoch() + "; choose a later --epoch, or train with --averaging");
        }
        return new Checkpoint(checkpoint.epoch(), file);
    }

    /**
     * Those averaged weights that were kept with some checkpoints.
     *
     * @throws IllegalArgumentException if there are none
     */
    static List<Checkpoint> averaged(RunFolder run, List<Checkpoint> checkpoints) {
        var averages = checkpoints.stream()
                .map(checkpoint -> new Checkpoint(checkpoint.epoch(), run.averagedFile(checkpoint.epoch())))
                .filter(checkpoint -> Files.exists(checkpoint.file()))
                .toList();
        if (averages.isEmpty()) {
            throw new IllegalArgumentException("run " + run.path()
                    + " has no averaged weights of these epochs; choose others, or train with --averaging");
        }
        return averages;
    }

    /**
     * The checkpoints from one epoch to another, both included.
     *
     * @throws IOException if the run has none yet
     */
    static List<Checkpoint> between(RunFolder run, int from, int to) throws IOException {
        return all(run).stream()
                .filter(checkpoint -> checkpoint.epoch() >= from && checkpoint.epoch() <= to)
                .toList();
    }

    /**
     * Files of the checkpoints from one epoch to another, both included.
     *
     * @throws IOException if the run has none yet
     */
    static List<String> files(RunFolder run, int from, int to) throws IOException {
        return between(run, from, to).stream()
                .map(checkpoint -> checkpoint.file().toString())
                .toList();
    }

    /**
     * What the run trained.
     *
     * @throws IllegalArgumentException if it is a folder of surfaces only
     */
    static Experiment experiment(RunFolder run) throws IOException {
        return trained(run)
                .orElseThrow(() -> new IllegalArgumentException(
                        "run " + run.path() + " was not trained here, so it has no checkpoints; name a trained one"));
    }

    /** What the run trained; empty if it is a folder of surfaces only. */
    static Optional<Experiment> trained(RunFolder run) throws IOException {
        var manifest = run.manifest();
        return manifest.kind().equals("train") ? Optional.of(manifest.settings(Experiment.class)) : Optional.empty();
    }

    private static List<Checkpoint> all(RunFolder run) throws IOException {
        var all = run.checkpoints();
        if (all.isEmpty()) {
            throw new IOException(run.path() + " has no checkpoint yet; train it first");
        }
        return all;
    }

    private static List<String> epochs(List<Checkpoint> checkpoints) {
        return checkpoints.stream().map(each -> Integer.toString(each.epoch())).toList();
    }
}
