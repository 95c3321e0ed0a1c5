package dev.orograph.figure;

import java.util.List;

/** The box around a surface: floor and back walls with grid lines, and the ticks and labels along its near edges. */
final class AxesBox {
    private static final Style PANE = Style.fill(Rgb.of("f6f8fa"));
    private static final Style GRID = Style.stroke(Rgb.of("d5dbe1"), 0.8);
    private static final Style EDGE = Style.stroke(Theme.FRAME, 0.9).rounded();
    private static final double TICK = 5;

    private final Projection projection;
    private final Box cell;
    private final Scale x;
    private final Scale y;
    private final Scale z;

    AxesBox(Projection projection, Box cell, Scale x, Scale y, Scale z) {
        this.projection = projection;
        this.cell = cell;
        this.x = x;
        this.y = y;
        this.z = z;
    }

    /** A point of the box given by a value in [−1, 1] along each axis. */
    private double[] at(double u, double v, double w) {
        return projection.point(u, v, w * Projection.HEIGHT);
    }

    /** The point of an edge along {@code axis} at {@code along}; the other two coordinates are those of {@code fixed}. */
    private double[] onEdge(int axis, double[] fixed, double along) {
        double[] point = fixed.clone();
        point[axis] = along;
        return at(point[0], point[1], point[2]);
    }

    void paintPanes(Canvas canvas) {
        int farX = -projection.near(0);
        int farY = -projection.near(1);
        pane(canvas, new double[][] {{-1, -1, -1}, {1, -1, -1}, {1, 1, -1}, {-1, 1, -1}});
        pane(canvas, new double[][] {{farX, -1, -1}, {farX, 1, -1}, {farX, 1, 1}, {farX, -1, 1}});
        pane(canvas, new double[][] {{-1, farY, -1}, {1, farY, -1}, {1, farY, 1}, {-1, farY, 1}});
        var grid = new PathData();
        for (var tick : ticks(0, xEdge())) {
            double u = 2 * x.position(tick.value()) - 1;
            grid.polyline(new double[][] {at(u, -farY, -1), at(u, farY, -1), at(u, farY, 1)});
        }
        for (var tick : ticks(1, yEdge())) {
            double v = 2 * y.position(tick.value()) - 1;
            grid.polyline(new double[][] {at(-farX, v, -1), at(farX, v, -1), at(farX, v, 1)});
        }
        for (var tick : ticks(2, zEdge())) {
            double w = 2 * z.position(tick.value()) - 1;
            grid.polyline(new double[][] {at(-farX, farY, w), at(farX, farY, w), at(farX, -farY, w)});
        }
        canvas.path(grid, GRID);
    }

    private void pane(Canvas canvas, double[][] corners) {
        var outline = new double[corners.length][];
        for (int i = 0; i < corners.length; i++) {
            outline[i] = at(corners[i][0], corners[i][1], corners[i][2]);
        }
        canvas.path(new PathData().polyline(outline).close(), PANE);
        canvas.path(new PathData().polyline(outline).close(), GRID);
    }

    private double[] xEdge() {
        return new double[] {0, projection.near(1), -1};
    }

    private double[] yEdge() {
        return new double[] {projection.near(0), 0, -1};
    }

    /** The vertical edge furthest to the left on the page. */
    private double[] zEdge() {
        double[] leftmost = {-1, -1, 0};
        for (double u : new double[] {-1, 1}) {
            for (double v : new double[] {-1, 1}) {
                if (at(u, v, 0)[0] < at(leftmost[0], leftmost[1], 0)[0]) {
                    leftmost = new double[] {u, v, 0};
                }
            }
        }
        return leftmost;
    }

    private Scale scale(int axis) {
        return axis == 0 ? x : axis == 1 ? y : z;
    }

    private List<Tick> ticks(int axis, double[] edge) {
        double length = projection.tickedLength(axis, onEdge(axis, edge, -1), onEdge(axis, edge, 1));
        return scale(axis).ticks(Math.max(2, (int) (length / (axis == 2 ? 34 : 48)))).stream()
                .filter(Tick::isMajor)
                .toList();
    }

    void paintAxes(Canvas canvas, String xLabel, String yLabel, String zLabel) {
        paintAxis(canvas, 0, xEdge(), xLabel);
        paintAxis(canvas, 1, yEdge(), yLabel);
        paintAxis(canvas, 2, zEdge(), zLabel);
    }

    private void paintAxis(Canvas canvas, int axis, double[] edge, String label) {
        var start = onEdge(axis, edge, -1);
        var end = onEdge(axis, edge, 1);
        canvas.segment(start[0], start[1], end[0], end[1], EDGE);
        double[] outwards = outwards(start, end);
        double reach = 0;
        for (var tick : ticks(axis, edge)) {
            var point = onEdge(axis, edge, 2 * scale(axis).position(tick.value()) - 1);
            canvas.segment(point[0], point[1], point[0] + TICK * outwards[0], point[1] + TICK * outwards[1], EDGE);
            var line = new TextLine(tick.label(), Theme.TICK);
            double distance = TICK + 3 + extent(line.width(), line.height(), outwards);
            var box = centered(line, point, outwards, distance);
            if (canvas.isFree(box, 4) && cell.contains(box)) {
                canvas.text(line, box.x(), box.y() - line.top(), Theme.INK);
            }
            reach = Math.max(reach, distance + extent(line.width(), line.height(), outwards));
        }
        var middle = onEdge(axis, edge, 0);
        if (axis == 2) {
            paintUpwards(canvas, label, middle, reach);
        } else {
            paintLabel(canvas, label, middle, outwards, reach);
        }
    }

    /** Unit vector on the page, at right angles to an edge and away from the middle of the box. */
    private double[] outwards(double[] start, double[] end) {
        double length = Polyline.distance(start, end);
        double[] normal = {(end[1] - start[1]) / length, -(end[0] - start[0]) / length};
        var center = at(0, 0, 0);
        double side =
                ((start[0] + end[0]) / 2 - center[0]) * normal[0] + ((start[1] + end[1]) / 2 - center[1]) * normal[1];
        return side >= 0 ? normal : new double[] {-normal[0], -normal[1]};
    }

    /** Half the size of a box as seen along a direction. */
    private static double extent(double width, double height, double[] direction) {
        return Math.abs(direction[0]) * width / 2 + Math.abs(direction[1]) * height / 2;
    }

    private static Box centered(TextLine line, double[] point, double[] outwards, double distance) {
        return new Box(
                point[0] + distance * outwards[0] - line.width() / 2,
                point[1] + distance * outwards[1] - line.height() / 2,
                line.width(),
                line.height());
    }

    /** The label level, moved outwards until it is clear of the tick labels; left out if the cell has no room for it. */
    private void paintLabel(Canvas canvas, String label, double[] middle, double[] outwards, double reach) {
        var line = TextLine.within(label, Theme.LABEL, cell.width() * 0.42);
        double start = reach + 4 + extent(line.width(), line.height(), outwards) * 0.6;
        for (double distance = start; distance < start + 160; distance += 3) {
            var box = pushedInside(centered(line, middle, outwards, distance));
            if (canvas.isFree(box, 3) && cell.contains(box)) {
                canvas.text(line, box.x(), box.y() - line.top(), Theme.INK);
                return;
            }
        }
    }

    private Box pushedInside(Box box) {
        double dx = Math.max(0, cell.x() - box.x()) - Math.max(0, box.right() - cell.right());
        double dy = Math.max(0, cell.y() - box.y()) - Math.max(0, box.bottom() - cell.bottom());
        return box.moved(dx, dy);
    }

    private void paintUpwards(Canvas canvas, String label, double[] middle, double reach) {
        var line = TextLine.within(label, Theme.LABEL, cell.height() * 0.7);
        for (double distance = reach + 6; distance < reach + 60; distance += 3) {
            double baseline = middle[0] - distance - line.bottom();
            double start = Math.min(cell.bottom(), middle[1] + line.width() / 2);
            var box = Canvas.boxOf(line, baseline, start, -Math.PI / 2);
            if (canvas.isFree(box, 3) && cell.contains(box)) {
                canvas.text(line, baseline, start, -Math.PI / 2, Theme.INK);
                return;
            }
        }
    }
}
