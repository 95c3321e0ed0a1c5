package dev.orograph.figure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Paints the rectangle around each measured point in pixels; neighbours of one colour in a row become one rectangle. */
final class Cells {
    private static final double HATCH_SPACING = 6;

    /** Cells reach this far into the next ones, in pixels: smoothed edges that only touch would leave a pale seam. */
    private static final double OVERLAP = 0.5;

    private final PlotFrame frame;
    private final double[] columnEdges;
    private final double[] rowEdges;
    private final Map<Integer, PathData> fills = new LinkedHashMap<>();
    private final Map<CellKind, List<Box>> specials = new EnumMap<>(CellKind.class);

    /** @param isWhole whether the outermost cells reach half a step beyond the outermost points, or end there */
    Cells(PlotFrame frame, Field field, boolean isWhole) {
        this.frame = frame;
        columnEdges = new double[field.width() + 1];
        rowEdges = new double[field.height() + 1];
        for (int i = 0; i < columnEdges.length; i++) {
            columnEdges[i] = frame.pixelX(edge(field.width(), field::x, i, isWhole));
        }
        for (int i = 0; i < rowEdges.length; i++) {
            rowEdges[i] = frame.pixelY(edge(field.height(), field::y, i, isWhole));
        }
    }

    private interface Coordinate {
        double at(int index);
    }

    private static double edge(int count, Coordinate coordinate, int index, boolean isWhole) {
        if (index > 0 && index < count) {
            return (coordinate.at(index - 1) + coordinate.at(index)) / 2;
        }
        int outer = index == 0 ? 0 : count - 1;
        int inner = index == 0 ? 1 : count - 2;
        return coordinate.at(outer) + (isWhole ? (coordinate.at(outer) - coordinate.at(inner)) / 2 : 0);
    }

    /** Adds the cells {@code from} to {@code to} (exclusive) of a row in one colour. */
    void add(int row, int from, int to, Rgb color) {
        fills.computeIfAbsent(color.bits(), bits -> new PathData())
                .rectangle(columnEdges[from], rowEdges[row + 1], columnEdges[to] + OVERLAP, rowEdges[row] + OVERLAP);
    }

    /** Adds a quarter of a cell: the part of the cell of {@code (column, row)} towards a neighbouring square. */
    void addQuarter(Field field, int column, int row, int towardsColumn, int towardsRow, Rgb color) {
        double x = frame.pixelX(field.x(column));
        double y = frame.pixelY(field.y(row));
        double edgeX = columnEdges[towardsColumn > 0 ? column + 1 : column];
        double edgeY = rowEdges[towardsRow > 0 ? row + 1 : row];
        fills.computeIfAbsent(color.bits(), bits -> new PathData())
                .rectangle(Math.min(x, edgeX), Math.min(y, edgeY), Math.max(x, edgeX), Math.max(y, edgeY));
    }

    /** Adds all cells that are not finite, each in the way of its kind. */
    void addSpecials(Field field) {
        for (int row = 0; row < field.height(); row++) {
            for (int column = 0; column < field.width(); column++) {
                var kind = field.kind(column, row);
                int from = column;
                while (column + 1 < field.width() && field.kind(column + 1, row) == kind) {
                    column++;
                }
                if (kind != CellKind.FINITE) {
                    specials.computeIfAbsent(kind, any -> new ArrayList<>())
                            .add(new Box(
                                    columnEdges[from],
                                    rowEdges[row + 1],
                                    columnEdges[column + 1] - columnEdges[from],
                                    rowEdges[row] - rowEdges[row + 1]));
                }
            }
        }
    }

    void paint() {
        fills.forEach((bits, data) -> frame.canvas().path(data, Style.fill(color(bits))));
        specials.forEach((kind, boxes) -> paintSpecial(frame.canvas(), kind, boxes));
    }

    private static Rgb color(int bits) {
        return new Rgb((bits >> 16) / 255.0, ((bits >> 8) & 255) / 255.0, (bits & 255) / 255.0);
    }

    static void paintSpecial(Canvas canvas, CellKind kind, List<Box> boxes) {
        var fill = new PathData();
        var hatch = new PathData();
        for (var box : boxes) {
            fill.rectangle(box.x(), box.y(), box.right(), box.bottom());
            if (kind.isHatched()) {
                Hatch.lines(box, HATCH_SPACING).forEach(hatch::polyline);
            }
        }
        canvas.path(fill, Style.fill(kind.fill()));
        canvas.path(hatch, Style.stroke(kind.hatch(), 0.9));
    }
}
