package dev.orograph.monitor;

import java.util.Set;

/** Measures one thing about a step. Used by one thread. */
interface Probe extends AutoCloseable {
    /** What has to be copied before the optimizer overwrites it. */
    Set<Need> needs();

    /** Measures; called after the step was made. */
    void measure(StepView step, Findings findings);

    @Override
    default void close() {}

    /** Something that is gone after a step unless it was copied before. */
    enum Need {
        /** θ before the step. */
        START,
        /** The gradient of the step, before clipping. */
        GRADIENT
    }
}
