package dev.orograph.cli;

import dev.orograph.landscape.Sampling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that choose on how many samples each cell is measured. */
final class SamplingOptions {
    @Option(
            names = "--precision",
            paramLabel = "SHARE",
            description = "Take only as many samples per cell as give this standard error of its rise over the centre,"
                    + " relative to the larger of the two losses, as in 1%%. Without it, all samples.")
    private @Nullable String precision;

    /**
     * What was asked for.
     *
     * @param seed of the shuffle
     */
    Sampling sampling(long seed) {
        return precision == null ? Sampling.ALL : Sampling.parse(precision, seed);
    }
}
