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

    @Option(names = "--max-epoch", paramLabel = "N", description = "Last checkpoint (default: the run's last).")
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
        if (saveEpoch < 1) {
            throw new IllegalArgumentException("--save-epoch " + saveEpoch + " must be at least 1");
        }
        var all = RunCheckpoints.between(run, startEpoch, maxEpoch);
        var chosen = new ArrayList<Checkpoint>();
        for (int i = 0; i < all.size(); i++) {
            if (i == 0 || i == all.size() - 1 || all.get(i).epoch() % saveEpoch == 0) {
                chosen.add(all.get(i));
            }
        }
        if (chosen.size() < 2) {
            throw new IllegalArgumentException("run " + run.path() + " has " + chosen.size()
                    + " checkpoints in that range of epochs; 2 or more are needed");
        }
        return chosen;
    }
}
