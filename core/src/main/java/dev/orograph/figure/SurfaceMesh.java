package dev.orograph.figure;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The surface itself: quadrilaterals from far to near, coloured by height and darkened by their slope to the light
 * (J. H. Lambert's cosine law). On a grid seen from outside, far to near along each axis is an exact painter's order.
 */
final class SurfaceMesh {
    private static final int FINE = 48;
    private static final int MESH_LINES = 26;
    private static final double OVERLAP = 0.5;
    private static final Style LINE = Style.stroke(Rgb.BLACK, 0.45).opacity(0.3);

    private final HeightField heights;
    private final ColorScale colors;
    private final Projection projection;
    private final double[] light;
    private final int pieces;
    private final int stride;

    SurfaceMesh(HeightField heights, ColorScale colors, Projection projection) {
        this.heights = heights;
        this.colors = colors;
        this.projection = projection;
        this.light = projection.light();
        int squares = Math.max(heights.field().width(), heights.field().height()) - 1;
        this.pieces = Math.max(1, Math.min(8, Math.round(FINE / (float) squares)));
        this.stride = Math.max(1, (int) Math.ceil(squares / (double) MESH_LINES));
    }

    void paint(Canvas canvas) {
        var field = heights.field();
        var columns = farToNear(field.width() - 1, 0);
        for (int row : farToNear(field.height() - 1, 1)) {
            for (int column : columns) {
                if (field.isFiniteSquare(column, row)) {
                    paintSquare(canvas, column, row);
                }
            }
        }
    }

    private List<Integer> farToNear(int squares, int axis) {
        double camera = projection.camera(axis);
        return IntStream.range(0, squares)
                .boxed()
                .sorted(Comparator.comparingDouble(square -> -Math.abs(middle(square, axis) - camera)))
                .toList();
    }

    private double middle(int square, int axis) {
        return axis == 0
                ? (heights.x(square) + heights.x(square + 1)) / 2
                : (heights.y(square) + heights.y(square + 1)) / 2;
    }

    private void paintSquare(Canvas canvas, int column, int row) {
        boolean isFarXFirst = Math.abs(heights.x(column) - projection.camera(0))
                >= Math.abs(heights.x(column + 1) - projection.camera(0));
        boolean isFarYFirst =
                Math.abs(heights.y(row) - projection.camera(1)) >= Math.abs(heights.y(row + 1) - projection.camera(1));
        for (int j = 0; j < pieces; j++) {
            for (int i = 0; i < pieces; i++) {
                paintPiece(canvas, column, row, isFarXFirst ? i : pieces - 1 - i, isFarYFirst ? j : pieces - 1 - j);
            }
        }
        paintMeshLines(canvas, column, row, isFarXFirst, isFarYFirst);
    }

    private void paintPiece(Canvas canvas, int column, int row, int i, int j) {
        double s0 = i / (double) pieces;
        double s1 = (i + 1) / (double) pieces;
        double t0 = j / (double) pieces;
        double t1 = (j + 1) / (double) pieces;
        double p00 = heights.bilinear(column, row, s0, t0);
        double p10 = heights.bilinear(column, row, s1, t0);
        double p11 = heights.bilinear(column, row, s1, t1);
        double p01 = heights.bilinear(column, row, s0, t1);
        var corners = new double[][] {
            corner(column, row, s0, t0, p00),
            corner(column, row, s1, t0, p10),
            corner(column, row, s1, t1, p11),
            corner(column, row, s0, t1, p01)
        };
        double width = (heights.x(column + 1) - heights.x(column)) / pieces;
        double depth = (heights.y(row + 1) - heights.y(row)) / pieces;
        double slopeX =
                (HeightField.height(p10) + HeightField.height(p11) - HeightField.height(p00) - HeightField.height(p01))
                        / (2 * width);
        double slopeY =
                (HeightField.height(p01) + HeightField.height(p11) - HeightField.height(p00) - HeightField.height(p10))
                        / (2 * depth);
        var color = shaded(color((p00 + p10 + p11 + p01) / 4), slopeX, slopeY);
        canvas.path(new PathData().polyline(grown(corners)).close(), Style.fill(color));
    }

    /** A little larger on every side, so that smoothed edges leave no seam to what is painted next. */
    private static double[][] grown(double[][] corners) {
        double centerX = (corners[0][0] + corners[1][0] + corners[2][0] + corners[3][0]) / 4;
        double centerY = (corners[0][1] + corners[1][1] + corners[2][1] + corners[3][1]) / 4;
        for (double[] corner : corners) {
            double distance = Math.max(1e-9, Math.hypot(corner[0] - centerX, corner[1] - centerY));
            corner[0] += OVERLAP * (corner[0] - centerX) / distance;
            corner[1] += OVERLAP * (corner[1] - centerY) / distance;
        }
        return corners;
    }

    private double[] corner(int column, int row, double s, double t, double position) {
        return projection.point(
                (1 - s) * heights.x(column) + s * heights.x(column + 1),
                (1 - t) * heights.y(row) + t * heights.y(row + 1),
                HeightField.height(position));
    }

    private Rgb color(double position) {
        if (position > 1 + 1e-9) {
            return colors.above();
        }
        return position < -1e-9 ? colors.below() : colors.map().at(position);
    }

    private Rgb shaded(Rgb color, double slopeX, double slopeY) {
        double length = Math.sqrt(1 + slopeX * slopeX + slopeY * slopeY);
        double cosine = (light[2] - slopeX * light[0] - slopeY * light[1]) / length;
        double flat = light[2];
        return cosine >= flat
                ? color.mixed(Rgb.WHITE, 0.22 * (cosine - flat) / (1 - flat))
                : color.mixed(Rgb.BLACK, Math.min(0.5, 0.42 * (flat - cosine)));
    }

    /** Lines along the far edges of a square, which nothing nearer than the surface itself covers any more. */
    private void paintMeshLines(Canvas canvas, int column, int row, boolean isFarXFirst, boolean isFarYFirst) {
        var lines = new PathData();
        for (int side = 0; side < 2; side++) {
            int atColumn = column + side;
            boolean isFarColumn = (side == 0) == isFarXFirst;
            boolean isRimColumn = atColumn == 0 || atColumn == heights.field().width() - 1;
            if ((isFarColumn && atColumn % stride == 0) || isRimColumn) {
                addLine(lines, column, row, side, 0, side, 1);
            }
            int atRow = row + side;
            boolean isFarRow = (side == 0) == isFarYFirst;
            boolean isRimRow = atRow == 0 || atRow == heights.field().height() - 1;
            if ((isFarRow && atRow % stride == 0) || isRimRow) {
                addLine(lines, column, row, 0, side, 1, side);
            }
        }
        canvas.path(lines, LINE);
    }

    /** A straight line in the box: along the edge of a square the bilinear surface is straight. */
    private void addLine(PathData lines, int column, int row, int s0, int t0, int s1, int t1) {
        lines.polyline(new double[][] {
            corner(column, row, s0, t0, heights.position(column + s0, row + t0)),
            corner(column, row, s1, t1, heights.position(column + s1, row + t1))
        });
    }
}
