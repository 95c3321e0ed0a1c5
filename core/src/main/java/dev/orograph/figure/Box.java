package dev.orograph.figure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * An upright rectangle in pixels, y growing downwards.
 *
 * @param x left edge
 * @param y upper edge
 * @param width not negative
 * @param height not negative
 */
public record Box(double x, double y, double width, double height) {
    public Box {
        if (!(width >= 0) || !(height >= 0)) {
            throw new IllegalArgumentException("a box of " + width + " by " + height + " has no place on a page");
        }
    }

    static Box around(Collection<Box> boxes) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (var box : boxes) {
            left = Math.min(left, box.x);
            top = Math.min(top, box.y);
            right = Math.max(right, box.right());
            bottom = Math.max(bottom, box.bottom());
        }
        return new Box(left, top, right - left, bottom - top);
    }

    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    double centerX() {
        return x + width / 2;
    }

    double centerY() {
        return y + height / 2;
    }

    /** Whether the two share more than an edge. */
    public boolean overlaps(Box other) {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    /** Whether {@code other} lies inside, edges included. */
    public boolean contains(Box other) {
        return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
    }

    boolean contains(double px, double py) {
        return px >= x && px <= right() && py >= y && py <= bottom();
    }

    /** The box with {@code margin} more on every side; less if negative, down to nothing. */
    Box grown(double margin) {
        return inset(-margin, -margin, -margin, -margin);
    }

    /** What is left after taking the given margins away; down to nothing. */
    Box inset(double left, double top, double right, double bottom) {
        return new Box(x + left, y + top, Math.max(0, width - left - right), Math.max(0, height - top - bottom));
    }

    /** Its middle line from left to right as so many points. */
    List<double[]> middleLine(int count) {
        var points = new ArrayList<double[]>();
        for (int i = 0; i < count; i++) {
            points.add(new double[] {x + i * width / (count - 1), centerY()});
        }
        return points;
    }

    Box moved(double dx, double dy) {
        return new Box(x + dx, y + dy, width, height);
    }
}
