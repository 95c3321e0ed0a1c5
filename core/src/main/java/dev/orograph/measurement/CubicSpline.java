package dev.orograph.measurement;

/**
 * The cubic spline through evenly spaced values whose third derivative is continuous at the second and the last but
 * one point ("not-a-knot"), as interpolating splines of FITPACK and SciPy are. Source: C. de Boor, A Practical Guide to
 * Splines (1978), chapter IV.
 */
final class CubicSpline {
    /** Fewer points do not determine a cubic. */
    static final int FEWEST = 4;

    private final double[] values;
    /** Second derivatives times the squared distance of points. */
    private final double[] bends;

    /** The spline through {@code values} at 0, 1, 2 …; at least {@value #FEWEST} of them, all finite. */
    CubicSpline(double[] values) {
        this.values = values;
        int last = values.length - 1;
        bends = new double[values.length];
        bends[1] = secondDifference(1);
        bends[last - 1] = secondDifference(last - 1);
        solveBetween(2, last - 2);
        bends[0] = 2 * bends[1] - bends[2];
        bends[last] = 2 * bends[last - 1] - bends[last - 2];
    }

    private double secondDifference(int point) {
        return values[point - 1] - 2 * values[point] + values[point + 1];
    }

    /** b[i−1] + 4 b[i] + b[i+1] = 6 times the second difference, with the neighbours of both ends known. */
    private void solveBetween(int from, int to) {
        int count = to - from + 1;
        if (count < 1) {
            return;
        }
        var above = new double[count];
        double previous = bends[from - 1];
        double factor = 0;
        for (int i = 0; i < count; i++) {
            double right = 6 * secondDifference(from + i) - (i == count - 1 ? bends[to + 1] : 0);
            double pivot = 4 - factor;
            above[i] = 1 / pivot;
            previous = (right - previous) / pivot;
            bends[from + i] = previous;
            factor = above[i];
        }
        for (int i = count - 2; i >= 0; i--) {
            bends[from + i] -= above[i] * bends[from + i + 1];
        }
    }

    /** The value at {@code t}, 0 … number of values − 1; exact at the points. */
    double at(double t) {
        int left = (int) Math.max(0, Math.min(values.length - 2, Math.floor(t)));
        double right = t - left;
        double rest = 1 - right;
        return rest * values[left]
                + right * values[left + 1]
                + ((rest * rest * rest - rest) * bends[left] + (right * right * right - right) * bends[left + 1]) / 6;
    }
}
