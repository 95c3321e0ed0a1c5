package dev.orograph.cli;

import dev.orograph.landscape.Sampling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that choose on how many samples each cell is measured, and over how many pairs of directions. */
final class SamplingOptions {
    @Option(
            names = "--precision",
            paramLabel = "SHARE",
            description = "Take only as many samples per cell as give this standard error of its rise over the centre,"
                    + " relative to the larger of the two losses, as in 1%%. Without it, all samples.")
    private @Nullable String precision;

    @Option(
            names = "--directions",
            paramLabel = "K",
            defaultValue = "1",
            description = "Repeat the survey over K pairs of random directions, with seeds that follow one another, and"
                    + " summarise how much they differ.")
    private int directions = 1;

    /** How many pairs of random directions. */
    int directions() {
        return directions;
    }

    /**
     * What was asked for.
     *
     * @param seed of the shuffle
     */
    Sampling sampling(long seed) {
        return precision == null ? Sampling.ALL : Sampling.parse(precision, seed);
    }
}
