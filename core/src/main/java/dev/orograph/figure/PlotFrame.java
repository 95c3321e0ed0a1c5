package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;

/** Where a plot's data stand on the page while its marks are drawn. Belongs to one thread. */
final class PlotFrame {
    /** Far outside every page, yet small enough for every renderer's arithmetic. */
    private static final double FAR = 1e5;

    private final Box area;
    private final Scale x;
    private final Scale left;
    private final Scale right;
    private final Canvas canvas;
    private final List<Box> reserved = new ArrayList<>();
    private final PointLabels labels = new PointLabels();

    PlotFrame(Box area, Scale x, Scale left, Scale right, Canvas canvas) {
        this.area = area;
        this.x = x;
        this.left = left;
        this.right = right;
        this.canvas = canvas;
    }

    Box area() {
        return area;
    }

    Canvas canvas() {
        return canvas;
    }

    Scale y(boolean isRight) {
        return isRight ? right : left;
    }

    double pixelX(double value) {
        return near(area.x() + x.position(value) * area.width());
    }

    double pixelY(double value) {
        return pixelY(value, false);
    }

    double pixelY(double value, boolean isRight) {
        return near(area.bottom() - y(isRight).position(value) * area.height());
    }

    /** Whether the point has a place: both numbers finite, and positive where the scale is logarithmic. */
    boolean isDrawable(double px, double py, boolean isRight) {
        return Double.isFinite(px)
                && Double.isFinite(py)
                && Double.isFinite(x.position(px))
                && Double.isFinite(y(isRight).position(py));
    }

    /** Rows of x and y in data units as pixels. */
    double[][] pixels(double[][] points) {
        var pixels = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            pixels[i] = new double[] {pixelX(points[i][0]), pixelY(points[i][1])};
        }
        return pixels;
    }

    private static double near(double pixel) {
        return Math.max(-FAR, Math.min(FAR, pixel));
    }

    /** Keeps contour labels out of {@code box}. */
    void reserve(Box box) {
        reserved.add(box);
    }

    /** Whether text may stand in {@code box}: inside the area and clear of all other text and reserved places. */
    boolean isFree(Box box) {
        return area.grown(-3).contains(box)
                && canvas.isFree(box, 3)
                && reserved.stream().noneMatch(other -> other.overlaps(box));
    }

    /** Writes {@code text} beside a pixel if there is a free place; one that is not shown keeps its place free. */
    void label(String text, double px, double py, boolean isShown) {
        var line = TextLine.within(text, Theme.TICK - 0.5, area.width() * 0.4);
        labels.announce(line, px, py, this::isFree, isShown);
    }

    PointLabels labels() {
        return labels;
    }
}
