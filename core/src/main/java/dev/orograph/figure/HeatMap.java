package dev.orograph.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One coloured cell around each measured point: shows exactly what was measured and nothing between.
 *
 * @param field the values
 * @param colors their colours
 * @param isBlankBelow whether cells below the scale are left white, as where nothing is, rather than painted
 */
public record HeatMap(Field field, ColorScale colors, boolean isBlankBelow) implements Mark {
    /** Every cell is painted. */
    public HeatMap(Field field, ColorScale colors) {
        this(field, colors, false);
    }

    @Override
    public @Nullable Range xRange() {
        double first = field.x(1) - field.x(0);
        double last = field.x(field.width() - 1) - field.x(field.width() - 2);
        return new Range(field.x(0) - first / 2, field.x(field.width() - 1) + last / 2);
    }

    @Override
    public @Nullable Range yRange(boolean logarithmic) {
        double first = field.y(1) - field.y(0);
        double last = field.y(field.height() - 1) - field.y(field.height() - 2);
        return new Range(field.y(0) - first / 2, field.y(field.height() - 1) + last / 2);
    }

    @Override
    public boolean fillsArea() {
        return true;
    }

    @Override
    public List<double[]> footprint(PlotFrame frame) {
        return List.of(frame.pixels(field.specialPoints().toArray(double[][]::new)));
    }

    @Override
    public void paint(PlotFrame frame) {
        var cells = new Cells(frame, field, true);
        for (int row = 0; row < field.height(); row++) {
            for (int column = 0; column < field.width(); column++) {
                if (isPainted(column, row)) {
                    int from = column;
                    var color = shade(column, row);
                    while (column + 1 < field.width()
                            && isPainted(column + 1, row)
                            && shade(column + 1, row).bits() == color.bits()) {
                        column++;
                    }
                    cells.add(row, from, column + 1, color);
                }
            }
        }
        cells.addSpecials(field);
        cells.paint();
    }

    private boolean isPainted(int column, int row) {
        return field.kind(column, row) == CellKind.FINITE
                && !(isBlankBelow && field.z(column, row) < colors.scale().low());
    }

    /** The colour in steps of 1/255 of the scale, so that a figure has few distinct ones. */
    private Rgb shade(int column, int row) {
        double value = field.z(column, row);
        double position = colors.scale().position(value);
        return position >= 0 && position <= 1
                ? colors.map().at(Math.round(position * 255) / 255.0)
                : colors.color(value);
    }
}
