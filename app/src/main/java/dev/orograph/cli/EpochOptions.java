package dev.orograph.cli;

import dev.orograph.run.Checkpoint;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Flags that choose checkpoints of a run, as the loss-landscape scripts name them. */
final class EpochOptions {
    @Option(names = "--start-epoch", paramLabel = "N", defaultValue = "0", description = "First checkpoint.")
    private int startEpoch;

    @Option(names = "--max-epoch", paramLabel = "N", description = "Last checkpoint (default: the last there is).")
    private int maxEpoch = Integer.MAX_VALUE;

    @Option(
            names = "--save-epoch",
            paramLabel = "N",
            defaultValue = "1",
            description = "Every so many epochs; the first and the last in any case (default: ${DEFAULT-VALUE}).")
    private int saveEpoch = 1;

    /**
     * The chosen checkpoints, at least two.
     *
     * @throws IOException if the run has none yet
     * @throws IllegalArgumentException if there are fewer than two
     */
    List<Checkpoint> of(RunFolder run) throws IOException {
        return chosen(RunCheckpoints.between(run, 0, Integer.MAX_VALUE), "run " + run.path());
    }

    /**
     * The chosen ones of all checkpoints in their order, at least two.
     *
     * @param where they are, for messages
     * @throws IllegalArgumentException if there are fewer than two
     */
    List<Checkpoint> chosen(List<Checkpoint> present, String where) {
        if (saveEpoch < 1) {
            throw new IllegalArgumentException("--save-epoch " + saveEpoch + " must be at least 1");
        }
        var all = present.stream()
                .filter(checkpoint -> checkpoint.epoch() >= startEpoch && checkpoint.epoch() <= maxEpoch)
                .toList();
        var chosen = new ArrayList<Checkpoint>();
        for (int i = 0; i < all.size(); i++) {
            if (i == 0 || i == all.size() - 1 || all.get(i).epoch() % saveEpoch == 0) {
                chosen.add(all.get(i));
            }
        }
        if (chosen.size() < 2) {
            throw new IllegalArgumentException(
                    where + " has " + chosen.size() + " checkpoints in that range of epochs; 2 or more are needed");
        }
        return chosen;
    }
}
