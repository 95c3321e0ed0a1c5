package dev.orograph.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What contour lines cannot show: the points of a field that are not finite, each as a cell in the way of its kind, and
 * the finite points among them that belong to no finite square, each as a dot in its colour.
 *
 * @param field the values
 * @param colors of the dots
 */
public record Undefined(Field field, ColorScale colors) implements Mark {
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
        for (int row = 0; row < field.height(); row++) {
            for (int column = 0; column < field.width(); column++) {
                if (field.isIsolated(column, row)) {
                    double x = frame.pixelX(field.x(column));
                    double y = frame.pixelY(field.y(row));
                    frame.canvas()
                            .circle(
                                    x,
                                    y,
                                    3.5,
                                    Style.fill(colors.color(field.z(column, row)))
                                            .outlined(Theme.FRAME, 0.8));
                }
            }
        }
    }
}
