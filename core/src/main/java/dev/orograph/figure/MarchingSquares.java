package dev.orograph.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a field reaches a level: the outlines of {@code {z ≥ level}} and its contour lines, by linear interpolation
 * along the edges of the grid (W. E. Lorensen and H. E. Cline 1987, in two dimensions). A saddle is decided by the mean
 * of its four corners. Squares with a non-finite corner belong to neither side: lines end there.
 */
final class MarchingSquares {
    private final Field field;
    private final double level;
    private final int vertices;

    /** Directed edges between point numbers that bound the region, interior ones having cancelled each other. */
    private final Map<Integer, List<Integer>> successors = new HashMap<>();

    private final List<Integer> starts = new ArrayList<>();

    private MarchingSquares(Field field, double level) {
        this.field = field;
        this.level = level;
        this.vertices = field.width() * field.height();
        for (int row = 0; row + 1 < field.height(); row++) {
            for (int column = 0; column + 1 < field.width(); column++) {
                if (field.isFiniteSquare(column, row)) {
                    addSquare(column, row);
                }
            }
        }
    }

    /** Closed outlines of the region at or above {@code level}, each as rows of x and y without repeating the first. */
    static List<double[][]> region(Field field, double level) {
        var squares = new MarchingSquares(field, level);
        var outlines = new ArrayList<double[][]>();
        for (int[] ring : squares.rings()) {
            outlines.add(squares.points(ring, 0, ring.length));
        }
        return outlines;
    }

    /** Contour lines, each as rows of x and y; a closed one repeats its first point. */
    static List<double[][]> lines(Field field, double level) {
        var squares = new MarchingSquares(field, level);
        var lines = new ArrayList<double[][]>();
        for (int[] ring : squares.rings()) {
            squares.addLines(ring, lines);
        }
        return lines;
    }

    private void addSquare(int column, int row) {
        int[][] corners = {{column, row}, {column + 1, row}, {column + 1, row + 1}, {column, row + 1}};
        var inside = new boolean[4];
        int count = 0;
        double mean = 0;
        for (int i = 0; i < 4; i++) {
            double value = field.z(corners[i][0], corners[i][1]);
            inside[i] = value >= level;
            count += inside[i] ? 1 : 0;
            mean += value / 4;
        }
        if (count == 0) {
            return;
        }
        boolean isSplit = count == 2 && inside[0] == inside[2] && mean < level;
        if (isSplit) {
            int first = inside[0] ? 0 : 1;
            addCorner(corners, first);
            addCorner(corners, first + 2);
        } else {
            addPolygon(corners, inside);
        }
    }

    private void addCorner(int[][] corners, int corner) {
        int[] here = corners[corner];
        int[] next = corners[(corner + 1) % 4];
        int[] previous = corners[(corner + 3) % 4];
        int[] polygon = {vertex(here), crossing(here, next), crossing(previous, here)};
        addEdges(polygon, 3);
    }

    private void addPolygon(int[][] corners, boolean[] inside) {
        var polygon = new int[8];
        int size = 0;
        for (int i = 0; i < 4; i++) {
            int next = (i + 1) % 4;
            if (inside[i]) {
                polygon[size++] = vertex(corners[i]);
            }
            if (inside[i] != inside[next]) {
                polygon[size++] = crossing(corners[i], corners[next]);
            }
        }
        addEdges(polygon, size);
    }

    private void addEdges(int[] polygon, int size) {
        for (int i = 0; i < size; i++) {
            addEdge(polygon[i], polygon[(i + 1) % size]);
        }
    }

    private void addEdge(int from, int to) {
        var opposite = successors.get(to);
        if (opposite != null && opposite.remove((Object) from)) {
            return;
        }
        successors
                .computeIfAbsent(from, point -> {
                    starts.add(point);
                    return new ArrayList<>(2);
                })
                .add(to);
    }

    private int vertex(int[] corner) {
        return corner[1] * field.width() + corner[0];
    }

    /** Number of the point where the level crosses the edge between two neighbouring corners. */
    private int crossing(int[] a, int[] b) {
        int first = Math.min(vertex(a), vertex(b));
        return a[1] == b[1] ? vertices + first : 2 * vertices + first;
    }

    private List<int[]> rings() {
        var rings = new ArrayList<int[]>();
        for (int start : starts) {
            while (true) {
                int[] ring = trace(start);
                if (ring.length == 0) {
                    break;
                }
                rings.add(ring);
            }
        }
        return rings;
    }

    private int[] trace(int start) {
        var ring = new int[16];
        int size = 0;
        int point = start;
        while (true) {
            var next = successors.get(point);
            if (next == null || next.isEmpty()) {
                return Arrays.copyOf(ring, size);
            }
            if (size == ring.length) {
                ring = Arrays.copyOf(ring, 2 * size);
            }
            ring[size++] = point;
            point = next.remove(next.size() - 1);
        }
    }

    private void addLines(int[] ring, List<double[][]> lines) {
        int breakpoint = 0;
        while (breakpoint < ring.length && ring[breakpoint] >= vertices) {
            breakpoint++;
        }
        if (breakpoint == ring.length) {
            lines.add(points(ring, 0, ring.length + 1));
            return;
        }
        int from = breakpoint + 1;
        for (int i = breakpoint + 1; i <= breakpoint + ring.length; i++) {
            if (ring[i % ring.length] < vertices) {
                if (i - from >= 2) {
                    lines.add(points(ring, from, i - from));
                }
                from = i + 1;
            }
        }
    }

    private double[][] points(int[] ring, int from, int count) {
        var points = new double[count][];
        for (int i = 0; i < count; i++) {
            points[i] = point(ring[(from + i) % ring.length]);
        }
        return points;
    }

    private double[] point(int number) {
        int column = number % vertices % field.width();
        int row = number % vertices / field.width();
        if (number < vertices) {
            return new double[] {field.x(column), field.y(row)};
        }
        if (number < 2 * vertices) {
            double share = share(field.z(column, row), field.z(column + 1, row));
            return new double[] {field.x(column) + share * (field.x(column + 1) - field.x(column)), field.y(row)};
        }
        double share = share(field.z(column, row), field.z(column, row + 1));
        return new double[] {field.x(column), field.y(row) + share * (field.y(row + 1) - field.y(row))};
    }

    private double share(double a, double b) {
        return (level / 2 - a / 2) / (b / 2 - a / 2);
    }
}
