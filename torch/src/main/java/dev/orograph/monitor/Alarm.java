package dev.orograph.monitor;

import java.util.Locale;

/**
 * A fault that was seen.
 *
 * @param kind of fault
 * @param layer where it is; empty if it is of the whole network
 * @param sentence that tells what was seen and what to do
 * @param value that was measured
 * @param threshold that it crossed
 * @param reaction to it
 */
record Alarm(AlarmKind kind, String layer, String sentence, double value, double threshold, Reaction reaction) {
    /** As a user reads it. */
    String message(long step) {
        return String.format(Locale.ROOT, "alarm at step %d: %s", step, sentence)
                + (reaction == Reaction.STOP ? "; stopping" : "");
    }
}
