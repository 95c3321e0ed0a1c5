package dev.orograph.figure;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The key to the colours of a plot: a bar with numbers, and below it a sample for each kind of cell that is not a
 * number on the scale.
 */
public final class ColorBar {
    private static final double BAR_WIDTH = 15;
    private static final double TICK_LENGTH = 4;
    private static final double ROW = 19;
    private static final double SAMPLE = 13;

    private final String label;
    private final ColorScale colors;
    private final List<Double> levels;
    private final Set<CellKind> specials;
    private final boolean hasAbove;
    private final boolean hasBelow;

    private ColorBar(
            String label,
            ColorScale colors,
            List<Double> levels,
            Set<CellKind> specials,
            boolean hasAbove,
            boolean hasBelow) {
        this.label = label;
        this.colors = colors;
        this.levels = levels;
        this.specials = specials;
        this.hasAbove = hasAbove;
        this.hasBelow = hasBelow;
    }

    /** The key to continuous colours, with samples for what the given fields hold besides. */
    public static ColorBar continuous(String label, ColorScale colors, List<Field> fields) {
        return of(label, colors, List.of(), colors.scale().low(), colors.scale().high(), fields);
    }

    /** The key to the bands between levels, with samples for what the given fields hold besides. */
    public static ColorBar banded(String label, ColorScale colors, List<Double> levels, List<Field> fields) {
        var bands = new Bands(colors, levels);
        return of(label, colors, bands.levels(), bands.low(), bands.high(), fields);
    }

    private static ColorBar of(
            String label, ColorScale colors, List<Double> levels, double low, double high, List<Field> fields) {
        var specials = EnumSet.noneOf(CellKind.class);
        boolean hasAbove = false;
        boolean hasBelow = false;
        for (var field : fields) {
            specials.addAll(field.specialKinds());
            var range = field.zRange();
            hasAbove |= range != null && range.high() > high;
            hasBelow |= range != null && range.low() < low;
        }
        return new ColorBar(label, colors, levels, specials, hasAbove, hasBelow);
    }

    /** A row of the key: a sample and what it means. */
    private record Row(String text, Rgb fill, CellKind kind) {}

    private List<Row> rows() {
        var rows = new ArrayList<Row>();
        if (hasAbove) {
            rows.add(new Row("> " + NumberText.compact(high()), colors.above(), CellKind.FINITE));
        }
        if (hasBelow) {
            rows.add(new Row("< " + NumberText.compact(low()), colors.below(), CellKind.FINITE));
        }
        for (var kind : specials) {
            rows.add(new Row(kind.label(), kind.fill(), kind));
        }
        return rows;
    }

    private double low() {
        return levels.isEmpty() ? colors.scale().low() : levels.get(0);
    }

    private double high() {
        return levels.isEmpty() ? colors.scale().high() : levels.get(levels.size() - 1);
    }

    private Box bar(Box place) {
        double rows = rows().size() * ROW;
        return new Box(place.x(), place.y(), BAR_WIDTH, Math.max(20, place.height() - (rows > 0 ? rows + 6 : 0)));
    }

    /** Position from the bottom of the bar, 0 … 1, and the text beside it. */
    private record Label(double position, TextLine text) {}

    private List<Label> labels(double height) {
        var labels = new ArrayList<Label>();
        if (levels.isEmpty()) {
            for (var tick : AxisTicks.vertical(colors.scale(), height)) {
                if (tick.isMajor()) {
                    labels.add(
                            new Label(colors.scale().position(tick.value()), new TextLine(tick.label(), Theme.TICK)));
                }
            }
            return labels;
        }
        int stride = (int) Math.max(1, Math.ceil(levels.size() * 1.5 * Theme.TICK / Math.max(1, height)));
        for (int i = 0; i < levels.size(); i += stride) {
            String text = NumberText.compact(levels.get(i));
            labels.add(new Label(i / (levels.size() - 1.0), new TextLine(text, Theme.TICK)));
        }
        return labels;
    }

    /** Width of everything, for a bar in a place of the given height. */
    double width(double height) {
        var block = labelBlock(height);
        return textX(0) + textWidth(height) + (block.isEmpty() ? 0 : 8 + block.height());
    }

    private static double textX(double left) {
        return left + BAR_WIDTH + TICK_LENGTH + 3;
    }

    private double textWidth(double height) {
        double width = 0;
        for (var tick : labels(bar(new Box(0, 0, 0, height)).height())) {
            width = Math.max(width, tick.text().width());
        }
        for (var row : rows()) {
            width = Math.max(width, new TextLine(row.text(), Theme.TICK).width());
        }
        return width;
    }

    private TextBlock labelBlock(double height) {
        return TextBlock.fit(label, Theme.LABEL, height, 2);
    }

    /** Paints into the left part of {@code place}, over its whole height. */
    void paint(Canvas canvas, Box place) {
        var bar = bar(place);
        paintColors(canvas, bar);
        canvas.rectangle(bar, Style.stroke(Theme.FRAME, 0.8));
        for (var tick : labels(bar.height())) {
            double y = bar.bottom() - tick.position() * bar.height();
            canvas.segment(bar.right(), y, bar.right() + TICK_LENGTH, y, Style.stroke(Theme.FRAME, 0.8));
            canvas.text(tick.text(), textX(bar.x()), y - tick.text().top() / 2, Theme.INK);
        }
        double top = bar.bottom() + 10;
        for (var row : rows()) {
            paintRow(canvas, row, new Box(bar.x(), top, SAMPLE, SAMPLE));
            top += ROW;
        }
        double labelX = textX(bar.x()) + textWidth(place.height()) + 8;
        canvas.upwards(labelBlock(place.height()), labelX, place.centerY(), Theme.INK);
    }

    private static void paintRow(Canvas canvas, Row row, Box sample) {
        if (row.kind() == CellKind.FINITE) {
            canvas.rectangle(sample, Style.fill(row.fill()));
        } else {
            Cells.paintSpecial(canvas, row.kind(), List.of(sample));
        }
        canvas.rectangle(sample, Style.stroke(Theme.FRAME, 0.8));
        var text = new TextLine(row.text(), Theme.TICK);
        double baseline = sample.centerY() + Theme.TICK * 0.36;
        canvas.text(text, textX(sample.x()), baseline, Theme.INK);
    }

    private void paintColors(Canvas canvas, Box bar) {
        int count = levels.isEmpty() ? 128 : levels.size() - 1;
        for (int i = 0; i < count; i++) {
            var color = levels.isEmpty() ? colors.map().at(i / (count - 1.0)) : new Bands(colors, levels).color(i);
            double bottom = Math.min(bar.bottom(), bar.bottom() - bar.height() * i / count + 0.6);
            double top = bar.bottom() - bar.height() * (i + 1) / count;
            canvas.path(new PathData().rectangle(bar.x(), top, bar.right(), bottom), Style.fill(color));
        }
    }
}
