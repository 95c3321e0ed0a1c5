package dev.orograph.measurement;

import java.util.List;

/**
 * The points at which a landscape is measured: every combination of its axes' coordinates.
 *
 * <p>Index order, stated here and nowhere else: the first axis (x) runs fastest. Cell {@code i} of a grid with axes x
 * and y is the point {@code (i mod nx, i div nx)}; a flat array reads as {@code z[iy][ix]}.
 *
 * @param axes x first; one for a line, two for a plane, three for a volume
 */
public record Grid(List<Axis> axes) {
    public Grid {
        axes = List.copyOf(axes);
        if (axes.isEmpty()) {
            throw new IllegalArgumentException("a grid needs at least one axis");
        }
        long cells = 1;
        for (var axis : axes) {
            cells *= axis.count();
            if (cells > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a grid of more than " + Integer.MAX_VALUE + " cells is too large");
            }
        }
    }

    public static Grid of(Axis... axes) {
        return new Grid(List.of(axes));
    }

    /** Number of axes. */
    public int dimensions() {
        return axes.size();
    }

    public Axis axis(int dimension) {
        return axes.get(dimension);
    }

    public Axis x() {
        return axes.get(0);
    }

    /**
     * The second axis.
     *
     * @throws IllegalStateException if the grid is a line
     */
    public Axis y() {
        if (axes.size() < 2) {
            throw new IllegalStateException("a line has no second axis");
        }
        return axes.get(1);
    }

    /** Number of cells. */
    public int cells() {
        int cells = 1;
        for (var axis : axes) {
            cells *= axis.count();
        }
        return cells;
    }

    /** Cell at the given position along each axis, x first. */
    public int cell(int... indices) {
        if (indices.length != axes.size()) {
            throw new IllegalArgumentException(indices.length + " indices for a grid of " + axes.size() + " axes");
        }
        int cell = 0;
        for (int d = axes.size() - 1; d >= 0; d--) {
            cell = cell * axes.get(d).count() + indices[d];
        }
        return cell;
    }

    /** Position of {@code cell} along axis {@code dimension}. */
    public int index(int cell, int dimension) {
        int rest = cell;
        for (int d = 0; d < dimension; d++) {
            rest /= axes.get(d).count();
        }
        return rest % axes.get(dimension).count();
    }

    /** Coordinates of {@code cell}, x first. */
    public double[] coordinates(int cell) {
        var values = new double[axes.size()];
        for (int d = 0; d < values.length; d++) {
            values[d] = axes.get(d).coordinate(index(cell, d));
        }
        return values;
    }
}
