package dev.orograph.figure;

import java.util.List;

/** What lies on the floor under a surface: the contour lines, and the points that are not finite. */
final class SurfaceFloor {
    /** In the units of the box. */
    private static final double HATCH_SPACING = 0.05;

    private final HeightField heights;
    private final ColorScale colors;
    private final Projection projection;

    SurfaceFloor(HeightField heights, ColorScale colors, Projection projection) {
        this.heights = heights;
        this.colors = colors;
        this.projection = projection;
    }

    void paint(Canvas canvas, List<Double> levels) {
        paintSpecials(canvas);
        for (double level : levels) {
            var lines = new PathData();
            for (double[][] line : MarchingSquares.lines(heights.field(), level)) {
                var pixels = new double[line.length][];
                for (int i = 0; i < line.length; i++) {
                    pixels[i] = point(heights.unitX(line[i][0]), heights.unitY(line[i][1]));
                }
                lines.polyline(pixels);
            }
            canvas.path(
                    lines,
                    Style.stroke(colors.color(level).mixed(Rgb.BLACK, 0.15), 1)
                            .opacity(0.8)
                            .rounded());
        }
    }

    private double[] point(double x, double y) {
        return projection.point(x, y, -Projection.HEIGHT);
    }

    private void paintSpecials(Canvas canvas) {
        var field = heights.field();
        for (var kind : field.specialKinds()) {
            var cells = new PathData();
            var hatch = new PathData();
            for (int row = 0; row < field.height(); row++) {
                for (int column = 0; column < field.width(); column++) {
                    if (field.kind(column, row) == kind) {
                        addCell(cells, hatch, column, row);
                    }
                }
            }
            canvas.path(cells, Style.fill(kind.fill()).outlined(kind.fill(), 0.6));
            if (kind.isHatched()) {
                canvas.path(hatch, Style.stroke(kind.hatch(), 0.9));
            }
        }
    }

    private void addCell(PathData cells, PathData hatch, int column, int row) {
        var field = heights.field();
        double left = (heights.x(column) + heights.x(Math.max(0, column - 1))) / 2;
        double right = (heights.x(column) + heights.x(Math.min(field.width() - 1, column + 1))) / 2;
        double front = (heights.y(row) + heights.y(Math.max(0, row - 1))) / 2;
        double back = (heights.y(row) + heights.y(Math.min(field.height() - 1, row + 1))) / 2;
        cells.polyline(new double[][] {point(left, front), point(right, front), point(right, back), point(left, back)})
                .close();
        for (double[][] line : Hatch.lines(new Box(left, front, right - left, back - front), HATCH_SPACING)) {
            hatch.polyline(new double[][] {point(line[0][0], line[0][1]), point(line[1][0], line[1][1])});
        }
    }
}
