package dev.orograph.progress;

/** How a long job ended; part of its result, never an exception. */
public enum Outcome {
    /** Everything that was asked for is there. */
    COMPLETED,
    /** Stopped on request; what was done is kept and the job can be resumed. */
    CANCELLED,
    /** A loss or a gradient became NaN or infinite. */
    DIVERGED,
    /** A stopping rule was met before the end. */
    STOPPED_EARLY,
    /** An alarm that was to end the job was raised; what was done is kept and the job can be resumed. */
    ALARMED
}
