package dev.orograph.network;

/**
 * How a network is run.
 *
 * @param isTraining whether dropout drops and batch normalisation uses and updates the statistics of the batch
 * @param dropoutSeed seed of the dropout masks; with the step and the layer it determines each mask
 * @param step number of the training step
 */
public record Mode(boolean isTraining, long dropoutSeed, long step) {
    /** Dropout off, batch normalisation with its running statistics. */
    public static final Mode EVALUATION = new Mode(false, 0, 0);

    public static Mode training(long dropoutSeed, long step) {
        return new Mode(true, dropoutSeed, step);
    }
}
