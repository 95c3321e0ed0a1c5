package dev.orograph.measurement;

/**
 * One quantity against another, such as loss against epoch. Immutable; NaN and infinite values are kept.
 */
public final class Series {
    private final String name;
    private final double[] x;
    private final double[] y;

    private Series(String name, double[] x, double[] y) {
        this.name = name;
        this.x = x;
        this.y = y;
    }

    /**
     * The points {@code (x[i], y[i])}; none at all is allowed.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Series of(String name, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "series " + name + " has " + x.length + " x and " + y.length + " y values");
        }
        return new Series(name, x.clone(), y.clone());
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
