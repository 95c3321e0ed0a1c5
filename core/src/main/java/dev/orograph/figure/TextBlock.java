package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Text made to fit a width: wrapped at spaces, then shrunk, and shortened with an ellipsis only where neither helps.
 *
 * @param lines from top to bottom, all of one size; none if the text is blank
 */
record TextBlock(List<TextLine> lines) {
    private static final double LEADING = 1.25;
    private static final double SMALLEST = 0.7;

    TextBlock {
        lines = List.copyOf(lines);
    }

    static TextBlock fit(String text, double size, double maxWidth, int maxLines) {
        if (text.isBlank()) {
            return new TextBlock(List.of());
        }
        for (double share = 1; share >= SMALLEST; share -= 0.1) {
            var lines = wrap(text, size * share, maxWidth);
            if (lines.size() <= maxLines && lines.stream().allMatch(line -> line.width() <= maxWidth)) {
                return new TextBlock(lines);
            }
        }
        return new TextBlock(shortened(wrap(text, size * SMALLEST, maxWidth), maxWidth, maxLines));
    }

    private static List<TextLine> wrap(String text, double size, double maxWidth) {
        var lines = new ArrayList<TextLine>();
        for (String paragraph : text.strip().split("\n", -1)) {
            var current = new StringBuilder();
            for (String word : paragraph.strip().split("\\s+", -1)) {
                String longer = current.isEmpty() ? word : current + " " + word;
                if (!current.isEmpty() && new TextLine(longer, size).width() > maxWidth) {
                    lines.add(new TextLine(current.toString(), size));
                    current.setLength(0);
                    current.append(word);
                } else {
                    current.setLength(0);
                    current.append(longer);
                }
            }
            lines.add(new TextLine(current.toString(), size));
        }
        return lines;
    }

    private static List<TextLine> shortened(List<TextLine> lines, double maxWidth, int maxLines) {
        var kept = new ArrayList<TextLine>();
        for (int i = 0; i < Math.min(lines.size(), maxLines); i++) {
            boolean isCut = i == maxLines - 1 && lines.size() > maxLines;
            var line = lines.get(i);
            kept.add(TextLine.within(isCut ? line.text() + " …" : line.text(), line.size(), maxWidth));
        }
        return kept;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    double height() {
        return lines.isEmpty() ? 0 : lines.size() * lineHeight();
    }

    double width() {
        return lines.stream().mapToDouble(TextLine::width).max().orElse(0);
    }

    private double lineHeight() {
        return lines.get(0).size() * LEADING;
    }

    /** Distance of a line's baseline from the block's upper edge. */
    double baseline(int line) {
        double size = lines.get(0).size();
        return line * lineHeight()
                + (lineHeight() - size * (TextLine.ASCENT + TextLine.DESCENT)) / 2
                + size * TextLine.ASCENT;
    }
}
