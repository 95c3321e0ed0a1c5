package dev.orograph.monitor;

import java.util.Locale;

/** Something on which a training spends its time. */
public enum Phase {
    /** Gathering and augmenting a batch. */
    DATA,
    /** Forward and backward pass. */
    GRADIENT,
    /** Clipping and the step itself, with further passes if the optimizer asks for them. */
    OPTIMIZER,
    /** Measuring. */
    PROBES,
    /** Losses of whole data sets after an epoch. */
    EVALUATION,
    /** Metrics, checkpoints and points to resume from. */
    SAVING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
