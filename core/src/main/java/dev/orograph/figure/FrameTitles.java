package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;

/** Titles that change from frame to frame without moving what stands around them: each is one line of the same size. */
final class FrameTitles {
    /** As wide as a digit. */
    private static final String DIGIT_SPACE = "\u2007";

    private static final double SHARE_OF_PAGE = 0.9;

    private FrameTitles() {}

    /**
     * Titles such as {@code training loss · epoch 3}.
     *
     * @param labels what changes
     * @param width of the page in pixels
     */
    static List<String> of(String base, String unit, List<String> labels, int width) {
        int longest = labels.stream().mapToInt(String::length).max().orElse(0);
        var titles = new ArrayList<String>();
        for (var label : labels) {
            var padded = label.matches("\\d+") ? label + DIGIT_SPACE.repeat(longest - label.length()) : label;
            var ending = (unit.isBlank() ? "" : unit + " ") + padded;
            double room = SHARE_OF_PAGE * width - new TextLine(" · " + ending, Theme.FIGURE_TITLE).width();
            // the base gives way, as the ending is what changes; at least a few letters of it stay
            var start = TextLine.within(base.strip(), Theme.FIGURE_TITLE, Math.max(60, room));
            var title = ending.isBlank() ? start.text() : start.text() + " · " + ending;
            titles.add(TextLine.within(title, Theme.FIGURE_TITLE, SHARE_OF_PAGE * width)
                    .text());
        }
        return titles;
    }
}
