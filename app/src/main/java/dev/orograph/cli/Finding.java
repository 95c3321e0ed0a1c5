package dev.orograph.cli;

import java.util.Locale;

/**
 * One thing that was looked at on this machine.
 *
 * @param level how it is
 * @param subject what was looked at
 * @param text what was found, and what to do about it unless it is fine
 */
record Finding(Level level, String subject, String text) {
    /** How something is. */
    enum Level {
        OK,
        WARNING,
        PROBLEM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text);
    }

    static Finding warning(String subject, String text) {
        return new Finding(Level.WARNING, subject, text);
    }

    static Finding problem(String subject, String text) {
        return new Finding(Level.PROBLEM, subject, text);
    }
}
