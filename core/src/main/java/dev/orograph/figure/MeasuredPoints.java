package dev.orograph.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small dot at every measured point of a field some of whose values are interpolated; nothing where all are measured.
 *
 * @param field the values
 */
public record MeasuredPoints(Field field) implements Mark {
    /** Of a dot, in pixels; smaller where points lie close. */
    private static final double LARGEST_RADIUS = 1.3;

    private static final double SHARE_OF_SPACING = 0.18;

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
    public List<LegendEntry> legend(PlotFrame frame) {
        return field.hasInterpolated()
                ? List.of(new LegendEntry(
                        "measured",
                        (canvas, box) -> canvas.circle(box.centerX(), box.centerY(), LARGEST_RADIUS, style())))
                : List.of();
    }

    private static Style style() {
        return Style.fill(Rgb.WHITE).outlined(Theme.FRAME, 0.5);
    }

    @Override
    public void paint(PlotFrame frame) {
        if (!field.hasInterpolated()) {
            return;
        }
        double spacing = Math.min(
                Math.abs(frame.pixelX(field.x(1)) - frame.pixelX(field.x(0))),
                Math.abs(frame.pixelY(field.y(1)) - frame.pixelY(field.y(0))));
        double radius = Math.min(LARGEST_RADIUS, SHARE_OF_SPACING * spacing);
        for (int row = 0; row < field.height(); row++) {
            for (int column = 0; column < field.width(); column++) {
                if (field.isMeasured(column, row)) {
                    frame.canvas().circle(frame.pixelX(field.x(column)), frame.pixelY(field.y(row)), radius, style());
                }
            }
        }
    }
}
