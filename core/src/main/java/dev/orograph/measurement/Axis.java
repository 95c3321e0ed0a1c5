package dev.orograph.measurement;

import java.util.Locale;

/**
 * Evenly spaced coordinates along one direction: {@code min + i·(max − min)/(count − 1)}, the last being exactly
 * {@code max}, as {@code numpy.linspace} computes them.
 *
 * @param name what the coordinate is, such as {@code "x"} or {@code "bias"}
 * @param min first coordinate, finite
 * @param max last coordinate, finite, greater than {@code min}
 * @param count number of points, at least 2
 */
public record Axis(String name, double min, double max, int count) {
    public Axis {
        if (!Double.isFinite(min) || !Double.isFinite(max)) {
            throw new IllegalArgumentException(
                    "axis " + name + " has bounds " + min + " and " + max + "; give finite numbers");
        }
        if (min >= max) {
            throw new IllegalArgumentException(
                    "axis " + name + " runs from " + min + " to " + max + "; the first bound must be the smaller one");
        }
        if (count < 2) {
            throw new IllegalArgumentException("axis " + name + " has " + count + " points; give at least 2");
        }
    }

    /**
     * Reads {@code min:max:count}, as in {@code -1:1:51}.
     *
     * @throws IllegalArgumentException with a sentence for the user if {@code text} has another form
     */
    public static Axis parse(String name, String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw malformed(name, text, "it needs three parts");
        }
        return new Axis(name, number(name, text, parts[0]), number(name, text, parts[1]), count(name, text, parts[2]));
    }

    private static double number(String name, String text, String part) {
        try {
            return Double.parseDouble(part.strip());
        } catch (NumberFormatException e) {
            throw malformed(name, text, "'" + part + "' is not a number");
        }
    }

    private static int count(String name, String text, String part) {
        try {
            return Integer.parseInt(part.strip());
        } catch (NumberFormatException e) {
            throw malformed(name, text, "'" + part + "' is not a whole number of points");
        }
    }

    private static IllegalArgumentException malformed(String name, String text, String why) {
        return new IllegalArgumentException(
                "range '" + text + "' of axis " + name + ": " + why + "; write min:max:points, as in -1:1:51");
    }

    /** Coordinate of point {@code index}. */
    public double coordinate(int index) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("point " + index + " of axis " + name + " with " + count + " points");
        }
        return index == count - 1 ? max : min + index * ((max - min) / (count - 1));
    }

    /** All coordinates, a new array. */
    public double[] coordinates() {
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = coordinate(i);
        }
        return values;
    }

    /** The form that {@link #parse} reads. */
    public String range() {
        return String.format(Locale.ROOT, "%s:%s:%d", plain(min), plain(max), count);
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
