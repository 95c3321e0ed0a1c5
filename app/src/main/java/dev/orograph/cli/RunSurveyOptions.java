package dev.orograph.cli;

import dev.orograph.data.DataDirectory;
import dev.orograph.data.Split;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.run.RunFolder;
import dev.orograph.tensor.Threads;
import dev.orograph.training.Experiment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags of commands that survey the checkpoints of a run as parts of something larger. */
final class RunSurveyOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where data sets lie (default: OROGRAPH_DATA or data).")
    private @Nullable Path dataDirectory;

    @Option(names = "--split", paramLabel = "NAME", defaultValue = "train", description = "train or test.")
    private String split = "train";

    @Option(names = "--limit", paramLabel = "N", description = "At most so many samples (default: as in training).")
    private @Nullable Integer limit;

    @Option(names = "--threads", paramLabel = "N", description = "Workers (default: one per processor).")
    private @Nullable Integer threads;

    @Option(names = "--overwrite", description = "Measure surfaces anew that are there already.")
    private boolean overwrite;

    Path dataDirectory() {
        return DataDirectory.resolve(Optional.ofNullable(dataDirectory));
    }

    Split split() {
        return Split.parse(split);
    }

    /** The loss of the split, as surfaces name it. */
    String quantity() {
        return split() + "_loss";
    }

    /** At most so many samples; empty for as many as there are. */
    OptionalInt limit() {
        return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    OptionalInt limit(Experiment experiment) {
        return limit == null ? experiment.limit() : OptionalInt.of(limit);
    }

    /** Whether surfaces that are there may be replaced. */
    boolean overwrites() {
        return overwrite;
    }

    /** Measures a surface into the run, without figures and reports of its own; returns the exit status. */
    int survey(SurveyRecipe recipe, RunFolder folder, String name, PrintWriter err) throws IOException {
        var settings = new SurveyRunner.Settings(
                dataDirectory(),
                threads == null ? Threads.available() : threads,
                OptionalInt.empty(),
                name,
                Optional.empty(),
                Optional.empty(),
                overwrite,
                false);
        var nothing = new PrintWriter(PrintWriter.nullWriter());
        return new SurveyRunner(nothing, err, false).run(recipe, settings, same -> folder);
    }
}
