package dev.orograph.cli;

import java.io.PrintWriter;
import java.util.List;

/**
 * A few lines at the bottom of a terminal that change in place. Each time all of them are written at once, over the old
 * ones and without clearing the screen, so that nothing flickers; a line that is too long for the terminal is cut off by it.
 */
final class LiveLines {
    private static final String ESCAPE = "\u001b[";
    private static final String WRAP_OFF = ESCAPE + "?7l";
    private static final String WRAP_ON = ESCAPE + "?7h";
    private static final String CLEAR_TO_END_OF_LINE = ESCAPE + "K";
    private static final String CLEAR_BELOW = ESCAPE + "J";

    private final PrintWriter out;
    private int shown;

    LiveLines(PrintWriter out) {
        this.out = out;
    }

    /** Puts these lines in the place of those that were shown. */
    void show(List<String> lines) {
        var text = new StringBuilder(toTop()).append(WRAP_OFF);
        for (var line : lines) {
            text.append(line).append(CLEAR_TO_END_OF_LINE).append('\n');
        }
        text.append(CLEAR_BELOW).append(WRAP_ON);
        out.print(text);
        out.flush();
        shown = lines.size();
    }

    /** Takes the lines away, for something to be written that stays. */
    void clear() {
        if (shown > 0) {
            out.print(toTop() + CLEAR_BELOW);
            out.flush();
            shown = 0;
        }
    }

    /** Lets the lines stay as they are and begins below them. */
    void leave() {
        shown = 0;
    }

    private String toTop() {
        return shown == 0 ? "\r" : "\r" + ESCAPE + shown + "A";
    }
}
