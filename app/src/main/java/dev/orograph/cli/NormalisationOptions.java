package dev.orograph.cli;

import dev.orograph.landscape.Normalization;
import dev.orograph.landscape.RankOnePolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that say how random directions are scaled to the weights. */
final class NormalisationOptions {
    @Option(
            names = "--norm",
            paramLabel = "HOW",
            defaultValue = "filter",
            description = "Normalisation of random directions: none, filter, layer, weight, dfilter, dlayer, model"
                    + " (default: ${DEFAULT-VALUE}).")
    private String normalization = "filter";

    @Option(
            names = "--rank-one",
            paramLabel = "HOW",
            defaultValue = "zero",
            description = "What random directions do to biases and batch norm: zero (biasbn), layer, copy"
                    + " (default: ${DEFAULT-VALUE}).")
    private String rankOne = "zero";

    Normalization normalization() {
        return normalization(null);
    }

    /**
     * The normalisation along one axis.
     *
     * @param other what was said for that axis; null for nothing
     */
    Normalization normalization(@Nullable String other) {
        return Normalization.parse(other == null ? normalization : other);
    }

    RankOnePolicy rankOne() {
        return rankOne(null);
    }

    /**
     * The policy along one axis.
     *
     * @param other what was said for that axis; null for nothing
     */
    RankOnePolicy rankOne(@Nullable String other) {
        return RankOnePolicy.parse(other == null ? rankOne : other);
    }
}
