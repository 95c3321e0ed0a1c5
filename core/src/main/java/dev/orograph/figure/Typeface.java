package dev.orograph.figure;

import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The bundled DejaVu Sans as outlines. Needs no font of the system and no AWT font. Thread-safe. */
final class Typeface {
    private static final String RESOURCE = "DejaVuSans.ttf";

    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final int unitsPerEm;
    private final Map<Integer, Glyph> glyphs = new ConcurrentHashMap<>();

    private Typeface(TrueTypeFont font) throws IOException {
        this.font = font;
        this.characters = font.getUnicodeCmapLookup();
        this.unitsPerEm = font.getUnitsPerEm();
    }

    /** Loaded at first use and kept, since parsing takes longer than drawing a figure. */
    private static final class Holder {
        static final Typeface INSTANCE = load();
    }

    static Typeface dejaVuSans() {
        return Holder.INSTANCE;
    }

    private static Typeface load() {
        try (var stream = Typeface.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the font " + RESOURCE + " is missing beside "
                        + Typeface.class.getName() + "; build the module again");
            }
            return new Typeface(new TTFParser().parse(new RandomAccessReadBuffer(stream.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled font " + RESOURCE + " cannot be read", e);
        }
    }

    int unitsPerEm() {
        return unitsPerEm;
    }

    /** The outline of a Unicode code point; the font's replacement box if it has none. */
    Glyph glyph(int codePoint) {
        return glyphs.computeIfAbsent(codePoint, this::read);
    }

    private Glyph read(int codePoint) {
        synchronized (font) {
            try {
                int id = characters.getGlyphId(codePoint);
                int advance = font.getAdvanceWidth(id);
                var data = font.getGlyph().getGlyph(id);
                if (data == null) {
                    return new Glyph(advance, 0, 0, 0, 0, 0, 0, "");
                }
                return new Outline().read(data.getPath().getPathIterator(null), advance);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "character " + Character.toString(codePoint) + " of the bundled font", e);
            }
        }
    }

    /** Collects path segments as relative integer commands, which a shift of the start moves as a whole. */
    private static final class Outline {
        private final StringBuilder commands = new StringBuilder();
        private int x;
        private int y;
        private int subpathX;
        private int subpathY;
        private int left = Integer.MAX_VALUE;
        private int top = Integer.MAX_VALUE;
        private int right = Integer.MIN_VALUE;
        private int bottom = Integer.MIN_VALUE;

        Glyph read(PathIterator segments, int advance) {
            int startX = 0;
            int startY = 0;
            var at = new double[6];
            boolean isFirst = true;
            for (; !segments.isDone(); segments.next()) {
                int kind = segments.currentSegment(at);
                if (kind == PathIterator.SEG_MOVETO && isFirst) {
                    isFirst = false;
                    moveTo(at[0], at[1]);
                    startX = x;
                    startY = y;
                    continue;
                }
                append(kind, at);
            }
            return isFirst
                    ? new Glyph(advance, 0, 0, 0, 0, 0, 0, "")
                    : new Glyph(advance, left, top, right, bottom, startX, startY, commands.toString());
        }

        private void append(int kind, double[] at) {
            switch (kind) {
                case PathIterator.SEG_MOVETO -> {
                    relative('m', at, 1);
                    subpathX = x;
                    subpathY = y;
                }
                case PathIterator.SEG_LINETO -> relative('l', at, 1);
                case PathIterator.SEG_QUADTO -> relative('q', at, 2);
                case PathIterator.SEG_CUBICTO -> relative('c', at, 3);
                default -> {
                    commands.append('z');
                    x = subpathX;
                    y = subpathY;
                }
            }
        }

        private void moveTo(double px, double py) {
            x = (int) Math.round(px);
            y = (int) Math.round(-py);
            subpathX = x;
            subpathY = y;
            cover(x, y);
        }

        private void relative(char command, double[] at, int points) {
            commands.append(command);
            int endX = x;
            int endY = y;
            for (int i = 0; i < points; i++) {
                endX = (int) Math.round(at[2 * i]);
                endY = (int) Math.round(-at[2 * i + 1]);
                if (i > 0) {
                    commands.append(' ');
                }
                commands.append(endX - x).append(' ').append(endY - y);
                cover(endX, endY);
            }
            x = endX;
            y = endY;
        }

        private void cover(int px, int py) {
            left = Math.min(left, px);
            right = Math.max(right, px);
            top = Math.min(top, py);
            bottom = Math.max(bottom, py);
        }
    }
}
