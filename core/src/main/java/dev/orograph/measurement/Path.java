package dev.orograph.measurement;

/**
 * A sequence of points in the coordinates of a plane, such as the projected checkpoints of a run. Immutable.
 */
public final class Path {
    private final String name;
    private final double[] x;
    private final double[] y;

    private Path(String name, double[] x, double[] y) {
        this.name = name;
        this.x = x;
        this.y = y;
    }

    /**
     * The path through {@code (x[i], y[i])}.
     *
     * @throws IllegalArgumentException if the lengths differ or there is no point
     */
    public static Path of(String name, double[] x, double[] y) {
        if (x.length != y.length || x.length == 0) {
            throw new IllegalArgumentException(
                    "path " + name + " has " + x.length + " x and " + y.length + " y coordinates");
        }
        return new Path(name, x.clone(), y.clone());
    }

    public String name() {
        return name;
    }

    public int size() {
        return x.length;
    }

    public double x(int point) {
        return x[point];
    }

    public double y(int point) {
        return y[point];
    }

    public double[] x() {
        return x.clone();
    }

    public double[] y() {
        return y.clone();
    }
}
