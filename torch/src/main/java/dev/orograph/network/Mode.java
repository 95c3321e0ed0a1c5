package dev.orograph.network;

import java.util.OptionalDouble;

/**
 * How a network is run.
 *
 * @param usesBatchStatistics whether batch normalisation uses the statistics of the batch instead of the running ones
 * @param momentum share of the batch in the running statistics, which then are updated; empty for each layer's own, 0 to
 *     leave them as they are
 * @param hasDropout whether dropout drops
 * @param dropoutSeed seed of the dropout masks; with the step and the layer it determines each mask
 * @param step number of the training step
 */
public record Mode(
        boolean usesBatchStatistics, OptionalDouble momentum, boolean hasDropout, long dropoutSeed, long step) {
    /** Dropout off, batch normalisation with its running statistics. */
    public static final Mode EVALUATION = new Mode(false, OptionalDouble.empty(), false, 0, 0);

    /** Dropout off, batch normalisation with the statistics of the batch, which are remembered nowhere. */
    public static final Mode BATCH_STATISTICS = estimation(0);

    /** Dropout on, batch normalisation with the statistics of the batch, running ones updated by each layer's momentum. */
    public static Mode training(long dropoutSeed, long step) {
        return new Mode(true, OptionalDouble.empty(), true, dropoutSeed, step);
    }

    /** The same as in training once more: equal masks and outputs, running statistics as they are. */
    public static Mode repetition(long dropoutSeed, long step) {
        return new Mode(true, OptionalDouble.of(0), true, dropoutSeed, step);
    }

    /** Dropout off, running statistics updated with that share of the batch. */
    public static Mode estimation(double momentum) {
        return new Mode(true, OptionalDouble.of(momentum), false, 0, 0);
    }
}
