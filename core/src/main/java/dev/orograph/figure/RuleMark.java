package dev.orograph.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A straight line across the whole plot at one number of an axis, such as 0. It needs no room of its own: outside the
 * range of the other marks it is not seen.
 *
 * @param at where, finite
 * @param isUpright whether {@code at} is an x and the line runs from bottom to top
 * @param name written at the line's end where there is room; may be empty
 * @param color of line and name
 * @param dash how the line is broken
 */
public record RuleMark(double at, boolean isUpright, String name, Rgb color, Dash dash) implements Mark {
    private static final double MARGIN = 5;

    /** A thin solid line at 0. */
    static RuleMark zero(boolean isUpright) {
        return new RuleMark(0, isUpright, "", Theme.FRAME, Dash.SOLID);
    }

    @Override
    public @Nullable Range xRange() {
        return null;
    }

    @Override
    public @Nullable Range yRange(boolean logarithmic) {
        return null;
    }

    /** Where the name goes. */
    @Override
    public List<double[]> footprint(PlotFrame frame) {
        if (name.isBlank() || isUpright || !isSeen(frame)) {
            return List.of();
        }
        double width = Math.min(frame.area().width() / 2, new TextLine(name, Theme.TICK).width() + MARGIN);
        return new Box(frame.area().right() - width, pixel(frame) - 2 * MARGIN, width, 0).middleLine(12);
    }

    private double pixel(PlotFrame frame) {
        return isUpright ? frame.pixelX(at) : frame.pixelY(at);
    }

    private boolean isSeen(PlotFrame frame) {
        var area = frame.area();
        double pixel = pixel(frame);
        return isUpright ? pixel >= area.x() && pixel <= area.right() : pixel >= area.y() && pixel <= area.bottom();
    }

    @Override
    public void paint(PlotFrame frame) {
        if (!isSeen(frame)) {
            return;
        }
        var area = frame.area();
        var style = Style.stroke(color, 1).dashed(dash.lengths());
        double pixel = pixel(frame);
        if (isUpright) {
            frame.canvas().segment(pixel, area.y(), pixel, area.bottom(), style);
        } else {
            frame.canvas().segment(area.x(), pixel, area.right(), pixel, style);
        }
    }

    @Override
    public void paintText(PlotFrame frame) {
        if (name.isBlank() || !isSeen(frame)) {
            return;
        }
        var area = frame.area();
        var line = TextLine.within(name, Theme.TICK - 0.5, area.width() * 0.4);
        double[] lefts = isUpright
                ? new double[] {pixel(frame) + MARGIN, pixel(frame) - MARGIN - line.width()}
                : new double[] {area.right() - MARGIN - line.width(), area.x() + MARGIN};
        double[] baselines = isUpright
                ? new double[] {area.bottom() - MARGIN, area.y() + MARGIN - line.top()}
                : new double[] {pixel(frame) - MARGIN, pixel(frame) + MARGIN - line.top()};
        for (double left : lefts) {
            for (double baseline : baselines) {
                if (frame.isFree(Canvas.boxOf(line, left, baseline, 0))) {
                    frame.canvas().borderedText(line, left, baseline, color);
                    return;
                }
            }
        }
    }
}
