package dev.orograph.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Coloured bands between levels. Where a neighbouring point is not finite nothing can be interpolated: there each
 * measured point is shown as its own cell.
 *
 * @param field the values
 * @param colors the colours of the bands
 * @param levels ascending, at least 2
 */
public record FilledContours(Field field, ColorScale colors, List<Double> levels) implements Mark {
    public FilledContours {
        levels = new Bands(colors, levels).levels();
    }

    @Override
    public @Nullable Range xRange() {
        return field.xRange();
    }

    @Override
    public @Nullable Range yRange(boolean logarithmic) {
        return field.yRange();
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
        var bands = new Bands(colors, levels);
        var range = field.zRange();
        if (range != null) {
            paintRegion(frame, -Double.MAX_VALUE, colors.below());
            for (int band = 0; band < bands.count(); band++) {
                if (levels.get(band) <= range.high()
                        && (band + 1 == bands.count() || levels.get(band + 1) > range.low())) {
                    paintRegion(frame, levels.get(band), bands.color(band));
                }
            }
            if (range.high() > bands.high()) {
                paintRegion(frame, Math.nextUp(bands.high()), colors.above());
            }
        }
        paintUndefined(frame, bands);
    }

    /** Each region is painted over the one below it, so that no seam shows between bands. */
    private void paintRegion(PlotFrame frame, double level, Rgb color) {
        var data = new PathData();
        for (double[][] ring : MarchingSquares.region(field, level)) {
            data.polyline(frame.pixels(ring)).close();
        }
        frame.canvas().path(data, Style.fill(color));
    }

    private void paintUndefined(PlotFrame frame, Bands bands) {
        var cells = new Cells(frame, field, false);
        for (int row = 0; row + 1 < field.height(); row++) {
            for (int column = 0; column + 1 < field.width(); column++) {
                for (int corner = 0; corner < 4 && !field.isFiniteSquare(column, row); corner++) {
                    int right = corner % 2;
                    int upper = corner / 2;
                    if (field.kind(column + right, row + upper) == CellKind.FINITE) {
                        var color = bands.colorOf(field.z(column + right, row + upper));
                        cells.addQuarter(field, column + right, row + upper, 1 - 2 * right, 1 - 2 * upper, color);
                    }
                }
            }
        }
        cells.addSpecials(field);
        cells.paint();
    }
}
