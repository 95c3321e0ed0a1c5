package dev.orograph.figure;

import java.util.List;

/**
 * A panel that only names curves, for figures whose panels show the same ones and have no room for a legend.
 *
 * @param title above the names; may be empty
 * @param marks the curves, whose names are listed
 */
public record Key(String title, List<LineMark> marks) implements Panel {
    public Key {
        marks = List.copyOf(marks);
    }
}
