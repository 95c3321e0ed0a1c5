package dev.orograph.cli;

import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.tensor.Precision;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that say what is measured at each cell, and how. */
final class MeasureOptions {
    @Option(
            names = {"--batch-norm", "--dir-type"},
            paramLabel = "POLICY",
            defaultValue = "frozen",
            description = "Batch-norm statistics away from the centre: frozen (weights), interpolated (states),"
                    + " re-estimated[:SAMPLES[:BATCH]] or batch[:SAMPLES] (default: ${DEFAULT-VALUE}); landscape takes two"
                    + " of them with a comma between and shows how the pictures differ.")
    private String batchNorm = "frozen";

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "train, test or both (default: train, or the only one there is).")
    private @Nullable String split;

    @Option(
            names = {"--loss", "--loss-name"},
            paramLabel = "NAME",
            description = "Default: the RUN's, or what suits the data.")
    private @Nullable String loss;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            defaultValue = "float32",
            description = "float32, float64 or bfloat16 (default: ${DEFAULT-VALUE}).")
    private String precision = "float32";

    /** One policy, or several with commas between. */
    String batchNorm() {
        return batchNorm;
    }

    /** The name of the loss; null for what is usual. */
    @Nullable
    String loss() {
        return loss;
    }

    Precision precision() {
        return Precision.parse(precision);
    }

    /** The parts of the data, the first deciding what needs one of them. */
    List<Split> splits(DataRecipe recipe, Path dataDirectory) {
        if ("both".equals(split)) {
            return List.of(Split.TRAIN, Split.TEST);
        }
        if (split != null) {
            return List.of(Split.parse(split));
        }
        return List.of(usualSplit(recipe, dataDirectory));
    }

    /** The training split, or the only one there is. */
    static Split usualSplit(DataRecipe recipe, Path dataDirectory) {
        var available = recipe.source(dataDirectory).splits();
        return available.contains(Split.TRAIN)
                ? Split.TRAIN
                : available.iterator().next();
    }
}
