package dev.orograph.objective;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What there is to see of a function of two numbers: a window, the start of a descent in it, and the known minima.
 *
 * @param left smallest x of the window
 * @param right largest x of the window
 * @param bottom smallest y of the window
 * @param top largest y of the window
 * @param start where optimizers usually start
 * @param minima the known ones; may be none
 */
public record AnalyticRegion(double left, double right, double bottom, double top, Place start, List<Place> minima) {
    public AnalyticRegion {
        minima = List.copyOf(minima);
        if (!(left < right) || !(bottom < top)) {
            throw new IllegalArgumentException("the window from (" + left + ", " + bottom + ") to (" + right + ", "
                    + top + ") is empty; give the lower bounds first");
        }
    }

    /** A window without minima; a descent starts in its middle. */
    static AnalyticRegion of(double left, double right, double bottom, double top) {
        var middle = new Place("start", (left + right) / 2, (bottom + top) / 2);
        return new AnalyticRegion(left, right, bottom, top, middle, List.of());
    }

    AnalyticRegion from(double x, double y) {
        return new AnalyticRegion(left, right, bottom, top, new Place("start", x, y), minima);
    }

    AnalyticRegion withMinimum(double x, double y) {
        var all = new ArrayList<>(minima);
        all.add(new Place("minimum", x, y));
        return new AnalyticRegion(left, right, bottom, top, start, all);
    }

    /** The window with so many points along each axis. */
    public Grid grid(int points) {
        return Grid.of(new Axis("x", left, right, points), new Axis("y", bottom, top, points));
    }

    /** Whether a point lies in the window. */
    public boolean contains(double x, double y) {
        return x >= left && x <= right && y >= bottom && y <= top;
    }

    /** Distance to the nearest known minimum; empty if there is none. */
    public OptionalDouble distance(double x, double y) {
        return minima.stream()
                .mapToDouble(minimum -> Math.hypot(x - minimum.x(), y - minimum.y()))
                .min();
    }
}
