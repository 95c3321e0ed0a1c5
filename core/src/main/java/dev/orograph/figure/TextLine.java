package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;

/** One line of text at one size, as outlines with a known box. Immutable. */
final class TextLine {
    /** Height above the baseline and depth below it that lines of this typeface are given, in parts of the size. */
    static final double ASCENT = 0.78;

    static final double DESCENT = 0.24;
    private static final String ELLIPSIS = "…";

    private final String text;
    private final double size;
    private final double scale;
    private final List<Glyph> glyphs;
    private final double width;
    private final double top;
    private final double bottom;

    TextLine(String text, double size) {
        var typeface = Typeface.dejaVuSans();
        this.text = printable(text);
        this.size = size;
        this.scale = size / typeface.unitsPerEm();
        this.glyphs = new ArrayList<>();
        int advance = 0;
        int inkRight = 0;
        int inkTop = 0;
        int inkBottom = 0;
        for (int codePoint : this.text.codePoints().toArray()) {
            var glyph = typeface.glyph(codePoint);
            glyphs.add(glyph);
            inkRight = Math.max(inkRight, advance + glyph.right());
            inkTop = Math.min(inkTop, glyph.top());
            inkBottom = Math.max(inkBottom, glyph.bottom());
            advance += glyph.advance();
        }
        this.width = Math.max(advance, inkRight) * scale;
        this.top = inkTop * scale;
        this.bottom = inkBottom * scale;
    }

    /** The text, shortened with an ellipsis if it is wider than {@code maxWidth}. */
    static TextLine within(String text, double size, double maxWidth) {
        var line = new TextLine(text, size);
        for (int length = text.length(); line.width > maxWidth && length > 0; length--) {
            line = new TextLine(text.substring(0, length - 1).stripTrailing() + ELLIPSIS, size);
        }
        return line;
    }

    /** Control characters and halves of surrogate pairs have no outline and no place in XML: a space stands for them. */
    static String printable(String text) {
        var result = new StringBuilder();
        text.codePoints().map(point -> isPrintable(point) ? point : ' ').forEach(result::appendCodePoint);
        return result.toString();
    }

    private static boolean isPrintable(int point) {
        boolean isHalf = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !Character.isISOControl(point) && !isHalf && point != 0xfffe && point != 0xffff;
    }

    String text() {
        return text;
    }

    double size() {
        return size;
    }

    double width() {
        return width;
    }

    /** Height of the ink. */
    double height() {
        return bottom - top;
    }

    /** Upper edge of the ink, relative to the baseline; not positive. */
    double top() {
        return top;
    }

    /** Lower edge of the ink, relative to the baseline; not negative. */
    double bottom() {
        return bottom;
    }

    boolean isBlank() {
        return text.isBlank();
    }

    double scale() {
        return scale;
    }

    /** All outlines as SVG path data in font units. */
    String outline() {
        var data = new StringBuilder();
        int pen = 0;
        for (var glyph : glyphs) {
            if (!glyph.outline().isEmpty()) {
                data.append('M').append(pen + glyph.startX()).append(' ').append(glyph.startY());
                data.append(glyph.outline());
            }
            pen += glyph.advance();
        }
        return data.toString();
    }
}
