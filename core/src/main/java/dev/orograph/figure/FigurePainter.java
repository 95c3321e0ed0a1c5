package dev.orograph.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Divides a page among title, caption, colour bar and panels, aligns the panels' axes, and paints everything. */
final class FigurePainter {
    private static final double PADDING = 14;
    private static final double GAP = 20;
    private static final double SMALLEST_AREA = 30;

    private final Figure figure;
    private final Canvas canvas = new Canvas();

    FigurePainter(Figure figure) {
        this.figure = figure;
    }

    FigureLayout paint() {
        var page = new Box(0, 0, figure.width(), figure.height());
        canvas.rectangle(page, Style.fill(Rgb.WHITE));
        var rest = page.grown(-PADDING);
        var title = TextBlock.fit(figure.title(), Theme.FIGURE_TITLE, rest.width(), 3);
        canvas.centered(title, rest.centerX(), rest.y(), Theme.INK);
        var caption = TextBlock.fit(figure.caption(), Theme.CAPTION, rest.width(), 4);
        canvas.leftAligned(caption, rest.x(), rest.bottom() - caption.height(), Theme.MUTED);
        rest = rest.inset(
                0, title.isEmpty() ? 0 : title.height() + 10, 0, caption.isEmpty() ? 0 : caption.height() + 8);
        paintPanels(paintColorBar(rest));
        return new FigureLayout(page, canvas.texts(), document());
    }

    private Box paintColorBar(Box rest) {
        var bar = figure.colorBar();
        if (bar == null) {
            return rest;
        }
        var place = rest.inset(0, 24, 0, 30);
        double width = bar.width(place.height());
        bar.paint(canvas, new Box(rest.right() - width, place.y(), width, place.height()));
        return rest.inset(0, 0, width + GAP, 0);
    }

    private void paintPanels(Box rest) {
        int rows = figure.rows();
        int columns = figure.columns();
        double width = (rest.width() - (columns - 1) * GAP) / columns;
        double height = (rest.height() - (rows - 1) * GAP) / rows;
        var cells = new ArrayList<Box>();
        for (int i = 0; i < figure.panels().size(); i++) {
            double x = rest.x() + i % columns * (width + GAP);
            int row = i / columns;
            double y = rest.y() + row * (height + GAP);
            cells.add(new Box(x, y, Math.max(1, width), Math.max(1, height)));
        }
        var areas = areas(cells);
        for (int i = 0; i < cells.size(); i++) {
            if (areas.get(i).width() < SMALLEST_AREA || areas.get(i).height() < SMALLEST_AREA) {
                throw new IllegalArgumentException("a page of " + figure.width() + " by " + figure.height()
                        + " pixels leaves no room for the axes of "
                        + figure.panels().size()
                        + " panels; give a larger size");
            }
            painter(i, cells.get(i)).paint(canvas, areas.get(i));
        }
    }

    private PanelPainter painter(int index, Box cell) {
        return PanelPainter.of(figure.panels().get(index), cell);
    }

    /** The axes of plots in one row share their upper and lower edge, those in one column their sides. */
    private List<Box> areas(List<Box> cells) {
        var rowMargins = new Margins[figure.rows()];
        var columnMargins = new Margins[figure.columns()];
        Arrays.fill(rowMargins, Margins.NONE);
        Arrays.fill(columnMargins, Margins.NONE);
        for (int i = 0; i < cells.size(); i++) {
            if (painter(i, cells.get(i)).isAligned()) {
                int row = i / figure.columns();
                rowMargins[row] = rowMargins[row].max(painter(i, cells.get(i)).verticalMargins());
            }
        }
        for (int i = 0; i < cells.size(); i++) {
            if (painter(i, cells.get(i)).isAligned()) {
                double height =
                        rowMargins[i / figure.columns()].inside(cells.get(i)).height();
                int column = i % figure.columns();
                columnMargins[column] =
                        columnMargins[column].max(painter(i, cells.get(i)).horizontalMargins(height));
            }
        }
        var areas = new ArrayList<Box>();
        for (int i = 0; i < cells.size(); i++) {
            var shared = rowMargins[i / figure.columns()].max(columnMargins[i % figure.columns()]);
            areas.add(painter(i, cells.get(i)).isAligned() ? shared.inside(cells.get(i)) : alone(i, cells.get(i)));
        }
        return areas;
    }

    private Box alone(int index, Box cell) {
        var vertical = painter(index, cell).verticalMargins();
        return vertical.max(painter(index, cell)
                        .horizontalMargins(vertical.inside(cell).height()))
                .inside(cell);
    }

    private String document() {
        var text = new StringBuilder();
        text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(figure.width());
        text.append("\" height=\"").append(figure.height());
        text.append("\" viewBox=\"0 0 ").append(figure.width()).append(' ').append(figure.height());
        text.append("\" role=\"img\">\n");
        String title = figure.title().isBlank() ? figure.panels().get(0).title() : figure.title();
        appendElement(text, "title", title.isBlank() ? "Figure" : title);
        if (!figure.caption().isBlank()) {
            appendElement(text, "desc", figure.caption());
        }
        if (!figure.provenance().entries().isEmpty()) {
            var lines = new ArrayList<String>();
            figure.provenance().entries().forEach((key, value) -> lines.add(key + ": " + value));
            appendElement(text, "metadata", String.join("\n", lines));
        }
        return text.append(canvas.svg()).append("</svg>\n").toString();
    }

    private static void appendElement(StringBuilder text, String name, String content) {
        text.append('<').append(name).append('>');
        text.append(SvgText.escaped(TextLine.printable(content)));
        text.append("</").append(name).append(">\n");
    }
}
