package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;

/** The page under the pen: collects SVG elements in painting order and the boxes of all text. Belongs to one thread. */
final class Canvas {
    private final StringBuilder svg = new StringBuilder();
    private final List<TextBox> texts = new ArrayList<>();

    void path(PathData data, Style style) {
        if (!data.isEmpty()) {
            svg.append("<path d=\"")
                    .append(data)
                    .append('"')
                    .append(style.attributes())
                    .append("/>\n");
        }
    }

    void rectangle(Box box, Style style) {
        svg.append("<rect x=\"").append(SvgText.number(box.x()));
        svg.append("\" y=\"").append(SvgText.number(box.y()));
        svg.append("\" width=\"").append(SvgText.number(box.width()));
        svg.append("\" height=\"").append(SvgText.number(box.height())).append('"');
        svg.append(style.attributes()).append("/>\n");
    }

    void circle(double x, double y, double radius, Style style) {
        svg.append("<circle cx=\"").append(SvgText.number(x));
        svg.append("\" cy=\"").append(SvgText.number(y));
        svg.append("\" r=\"").append(SvgText.number(radius)).append('"');
        svg.append(style.attributes()).append("/>\n");
    }

    void segment(double x1, double y1, double x2, double y2, Style style) {
        path(new PathData().move(x1, y1).line(x2, y2), style);
    }

    /** Everything until {@link #endClip} shows only within {@code box}. A nested document clips without an identifier. */
    void beginClip(Box box) {
        String x = SvgText.number(box.x());
        String y = SvgText.number(box.y());
        String width = SvgText.number(box.width());
        String height = SvgText.number(box.height());
        svg.append("<svg x=\"").append(x).append("\" y=\"").append(y);
        svg.append("\" width=\"").append(width).append("\" height=\"").append(height);
        svg.append("\" viewBox=\"").append(x).append(' ').append(y).append(' ');
        svg.append(width).append(' ').append(height).append("\" overflow=\"hidden\">\n");
    }

    void endClip() {
        svg.append("</svg>\n");
    }

    /** Writes a line with its baseline starting at {@code (x, y)}. */
    void text(TextLine line, double x, double y, Rgb color) {
        text(line, x, y, 0, color);
    }

    /** Writes a line with its baseline starting at {@code (x, y)}, turned clockwise by {@code angle} radians about it. */
    void text(TextLine line, double x, double y, double angle, Rgb color) {
        if (line.isBlank()) {
            return;
        }
        texts.add(new TextBox(line.text(), boxOf(line, x, y, angle)));
        svg.append("<path aria-label=\"").append(SvgText.escaped(line.text())).append("\" transform=\"translate(");
        svg.append(SvgText.number(x)).append(' ').append(SvgText.number(y)).append(')');
        if (angle != 0) {
            svg.append(" rotate(").append(SvgText.number(Math.toDegrees(angle))).append(')');
        }
        svg.append(" scale(")
                .append(Math.round(line.scale() * 1e6) / 1e6)
                .append(")\" fill=\"")
                .append(color.hex());
        svg.append("\" d=\"").append(line.outline()).append("\"/>\n");
    }

    /** Writes a level line with a pale border, to be read on any colour. */
    void borderedText(TextLine line, double x, double y, Rgb color) {
        svg.append("<path transform=\"translate(")
                .append(SvgText.number(x))
                .append(' ')
                .append(SvgText.number(y));
        svg.append(") scale(").append(Math.round(line.scale() * 1e6) / 1e6).append(')');
        svg.append('"')
                .append(Style.stroke(Rgb.WHITE, 3.2 / line.scale())
                        .opacity(0.8)
                        .rounded()
                        .attributes());
        svg.append(" d=\"").append(line.outline()).append("\"/>\n");
        text(line, x, y, color);
    }

    /** The upright box around a line written by {@link #text(TextLine, double, double, double, Rgb)}. */
    static Box boxOf(TextLine line, double x, double y, double angle) {
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        var corners = new ArrayList<Box>();
        for (double along : new double[] {0, line.width()}) {
            for (double across : new double[] {line.top(), line.bottom()}) {
                corners.add(new Box(x + along * cosine - across * sine, y + along * sine + across * cosine, 0, 0));
            }
        }
        return Box.around(corners);
    }

    /** Writes a block, each line centred on {@code centerX}, from {@code top} down. */
    void centered(TextBlock block, double centerX, double top, Rgb color) {
        for (int i = 0; i < block.lines().size(); i++) {
            var line = block.lines().get(i);
            text(line, centerX - line.width() / 2, top + block.baseline(i), color);
        }
    }

    /** Writes a block with its lines starting at {@code left}, from {@code top} down. */
    void leftAligned(TextBlock block, double left, double top, Rgb color) {
        for (int i = 0; i < block.lines().size(); i++) {
            text(block.lines().get(i), left, top + block.baseline(i), color);
        }
    }

    /** Writes a block turned to read upwards, centred on {@code centerY}, its first line nearest to {@code left}. */
    void upwards(TextBlock block, double left, double centerY, Rgb color) {
        for (int i = 0; i < block.lines().size(); i++) {
            var line = block.lines().get(i);
            text(line, left + block.baseline(i), centerY + line.width() / 2, -Math.PI / 2, color);
        }
    }

    /** Whether {@code box} keeps {@code gap} from all text written so far. */
    boolean isFree(Box box, double gap) {
        var wide = box.grown(gap);
        return texts.stream().noneMatch(text -> text.box().overlaps(wide));
    }

    List<TextBox> texts() {
        return List.copyOf(texts);
    }

    String svg() {
        return svg.toString();
    }
}
