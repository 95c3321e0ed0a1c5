package dev.orograph.monitor;

import java.util.Locale;

/** What happens when there is cause for an alarm. */
public enum Reaction {
    /** Nothing; it is not looked for. */
    OFF,
    /** It is recorded and said. */
    WARN,
    /** The training ends after the step, and its state is kept. */
    STOP;

    /**
     * Reads {@code off}, {@code warn} or {@code stop}.
     *
     * @throws IllegalArgumentException if it is another word
     */
    static Reaction parse(String text) {
        for (var reaction : values()) {
            if (reaction.toString().equals(text)) {
                return reaction;
            }
        }
        throw new IllegalArgumentException("reaction '" + text + "' to an alarm is unknown; choose warn, stop or off");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
