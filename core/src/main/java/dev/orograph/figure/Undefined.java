package dev.orograph.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Only the points of a field that are not finite, each as a cell in the way of its kind; drawn beneath contour lines.
 *
 * @param field the values
 */
public record Undefined(Field field) implements Mark {
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
        var cells = new Cells(frame, field, false);
        cells.addSpecials(field);
        cells.paint();
    }
}
