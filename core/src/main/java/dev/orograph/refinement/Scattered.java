package dev.orograph.refinement;

import java.util.Arrays;

/**
 * Interpolates scattered points: predictions at a place are weighted sums of the values around it, by the radial
 * function r³ with a linear polynomial, which in one dimension is a cubic spline. Of each orthant around the place as
 * many of the nearest points count, so that a dense side does not crowd out a sparse one.
 *
 * <p>Source: the polyharmonic splines of Duchon (1977), applied to the nearest points only.
 */
final class Scattered {
    /** Points that count, all orthants together; more change nothing on measured landscapes. */
    private static final int NEIGHBOURS = 32;

    private static final int FEWEST_PER_ORTHANT = 2;

    /** Below this a pivot is zero for a system whose entries are near 1. */
    private static final double SINGULAR = 1e-12;

    private final int dimensions;
    private final int[][] points;

    /**
     * @param dimensions number of coordinates
     * @param points their coordinates, all different; not copied
     */
    Scattered(int dimensions, int[][] points) {
        this.dimensions = dimensions;
        this.points = points;
    }

    /** How much each point counts in a prediction; the weights add up to 1. */
    static final class Weights {
        private final int[] points;
        private final double[] weights;

        Weights(int[] points, double[] weights) {
            this.points = points;
            this.weights = weights;
        }

        /** The prediction from a value for each point. */
        double of(double[] values) {
            double sum = 0;
            for (int i = 0; i < points.length; i++) {
                sum += weights[i] * values[points[i]];
            }
            return sum;
        }
    }

    /** Weights of the points near a place; empty if there are no points. */
    Weights at(int[] place) {
        var near = nearest(place);
        double scale = Math.sqrt((double) Arrays.stream(near)
                .mapToLong(point -> squaredDistance(points[point], place))
                .max()
                .orElse(1));
        int count = near.length;
        int size = count + dimensions + 1;
        var matrix = new double[size][size + 1];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                double entry = radial(squaredDistance(points[near[i]], points[near[j]]), scale);
                matrix[i][j] = entry;
                matrix[j][i] = entry;
            }
            matrix[i][count] = 1;
            matrix[count][i] = 1;
            for (int axis = 0; axis < dimensions; axis++) {
                double coordinate = (points[near[i]][axis] - place[axis]) / scale;
                matrix[i][count + 1 + axis] = coordinate;
                matrix[count + 1 + axis][i] = coordinate;
            }
            matrix[i][size] = radial(squaredDistance(points[near[i]], place), scale);
        }
        matrix[count][size] = 1;
        return count > dimensions && solve(matrix)
                ? new Weights(near, column(matrix, count))
                : new Weights(near, inverseDistances(near, place));
    }

    private static double[] column(double[][] matrix, int count) {
        var column = new double[count];
        for (int i = 0; i < count; i++) {
            column[i] = matrix[i][matrix.length];
        }
        return column;
    }

    /** Where points do not span the space, as beside a wall of NaN. */
    private double[] inverseDistances(int[] near, int[] place) {
        var weights = new double[near.length];
        double sum = 0;
        for (int i = 0; i < near.length; i++) {
            weights[i] = 1.0 / (double) squaredDistance(points[near[i]], place);
            sum += weights[i];
        }
        for (int i = 0; i < near.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static double radial(long squaredDistance, double scale) {
        double distance = Math.sqrt((double) squaredDistance) / scale;
        return distance * distance * distance;
    }

    static long squaredDistance(int[] a, int[] b) {
        long sum = 0;
        for (int axis = 0; axis < a.length; axis++) {
            long difference = (long) a[axis] - b[axis];
            sum += difference * difference;
        }
        return sum;
    }

    /** The nearest points of every orthant, nearer ones first; of equally near ones the earlier in the list. */
    private int[] nearest(int[] place) {
        int orthants = 1 << dimensions;
        int most = Math.max(FEWEST_PER_ORTHANT, NEIGHBOURS / orthants);
        var chosen = new int[orthants][most];
        var distances = new long[orthants][most];
        var counts = new int[orthants];
        for (int point = 0; point < points.length; point++) {
            int orthant = 0;
            for (int axis = 0; axis < dimensions; axis++) {
                orthant |= points[point][axis] < place[axis] ? 1 << axis : 0;
            }
            long distance = squaredDistance(points[point], place);
            int at = counts[orthant];
            if (at == most && distance >= distances[orthant][most - 1]) {
                continue;
            }
            at = Math.min(at, most - 1);
            while (at > 0 && distances[orthant][at - 1] > distance) {
                chosen[orthant][at] = chosen[orthant][at - 1];
                distances[orthant][at] = distances[orthant][at - 1];
                at--;
            }
            chosen[orthant][at] = point;
            distances[orthant][at] = distance;
            counts[orthant] = Math.min(most, counts[orthant] + 1);
        }
        var near = new int[Arrays.stream(counts).sum()];
        int at = 0;
        for (int orthant = 0; orthant < orthants; orthant++) {
            System.arraycopy(chosen[orthant], 0, near, at, counts[orthant]);
            at += counts[orthant];
        }
        return near;
    }

    /** Gaussian elimination with row pivots on a matrix whose last column is the right side; false if singular. */
    private static boolean solve(double[][] matrix) {
        int size = matrix.length;
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column + 1; row < size; row++) {
                if (Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column])) {
                    pivot = row;
                }
            }
            if (Math.abs(matrix[pivot][column]) < SINGULAR) {
                return false;
            }
            var swapped = matrix[column];
            matrix[column] = matrix[pivot];
            matrix[pivot] = swapped;
            for (int row = column + 1; row < size; row++) {
                double factor = matrix[row][column] / matrix[column][column];
                if (factor != 0) {
                    subtract(matrix[row], factor, matrix[column], column);
                }
            }
        }
        for (int row = size - 1; row >= 0; row--) {
            double sum = matrix[row][size];
            for (int column = row + 1; column < size; column++) {
                sum -= matrix[row][column] * matrix[column][size];
            }
            matrix[row][size] = sum / matrix[row][row];
        }
        return true;
    }

    private static void subtract(double[] row, double factor, double[] pivot, int from) {
        for (int i = from; i < row.length; i++) {
            row[i] -= factor * pivot[i];
        }
    }
}
