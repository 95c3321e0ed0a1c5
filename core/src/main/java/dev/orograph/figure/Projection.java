package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;

/** From the box [−1, 1] × [−1, 1] × [−{@link #HEIGHT}, {@link #HEIGHT}] to the page. */
final class Projection {
    /** Half the height of the box; less than its half width, so that slopes do not look like cliffs. */
    static final double HEIGHT = 0.62;

    /** A quarter turn shows every picture of the box, as it is square. */
    private static final int STEPS_AROUND = 90;

    private static final double NEAR = 6.5;
    private static final double FAR = 1e4;

    private final double[] towards;
    private final double[] right;
    private final double[] up;
    private final boolean isTurning;
    private final double distance;
    private final double scale;
    private final double originX;
    private final double originY;

    private Projection(View view, double scale, double originX, double originY) {
        double azimuth = Math.toRadians(view.azimuth());
        double elevation = Math.toRadians(view.elevation());
        towards = new double[] {
            Math.cos(elevation) * Math.cos(azimuth), Math.cos(elevation) * Math.sin(azimuth), Math.sin(elevation)
        };
        right = new double[] {-Math.sin(azimuth), Math.cos(azimuth), 0};
        up = new double[] {
            -Math.sin(elevation) * Math.cos(azimuth), -Math.sin(elevation) * Math.sin(azimuth), Math.cos(elevation)
        };
        isTurning = view.isTurning();
        distance = view.isPerspective() ? NEAR : FAR;
        this.scale = scale;
        this.originX = originX;
        this.originY = originY;
    }

    /**
     * The projection whose picture of the box just fits into {@code area}, in its middle; for a turning view the pictures
     * from all azimuths fit, and all have one scale and one middle.
     */
    static Projection fitting(View view, Box area) {
        var corners = new ArrayList<Box>();
        for (int step = 0; step < (view.isTurning() ? STEPS_AROUND : 1); step++) {
            double azimuth = view.isTurning() ? step * 90.0 / STEPS_AROUND : view.azimuth();
            var seen = new View(azimuth, view.elevation(), view.isPerspective());
            corners.addAll(new Projection(seen, 1, 0, 0).corners());
        }
        var extent = Box.around(corners);
        double scale = Math.min(area.width() / extent.width(), area.height() / extent.height());
        return new Projection(
                view,
                scale,
                area.centerX() - scale * (view.isTurning() ? 0 : extent.centerX()),
                area.centerY() - scale * extent.centerY());
    }

    /** Where the corners of the box are seen. */
    private List<Box> corners() {
        var corners = new ArrayList<Box>();
        for (int corner = 0; corner < 8; corner++) {
            var point =
                    point((corner & 1) * 2 - 1, ((corner >> 1) & 1) * 2 - 1, HEIGHT * (((corner >> 2) & 1) * 2 - 1));
            corners.add(new Box(point[0], point[1], 0, 0));
        }
        return corners;
    }

    /** Page coordinates of a point. */
    double[] point(double x, double y, double z) {
        double depth = x * towards[0] + y * towards[1] + z * towards[2];
        double size = scale * distance / (distance - depth);
        return new double[] {
            originX + size * (x * right[0] + y * right[1] + z * right[2]),
            originY - size * (x * up[0] + y * up[1] + z * up[2])
        };
    }

    /** Length on the page that an edge along {@code axis} is given ticks for, from {@code start} to {@code end}. */
    double tickedLength(int axis, double[] start, double[] end) {
        if (!isTurning) {
            return Polyline.distance(start, end);
        }
        return scale * (axis == 2 ? 2 * HEIGHT * up[2] : 1.6);
    }

    /** Where the viewer stands, component 0 … 2. */
    double camera(int axis) {
        return distance * towards[axis];
    }

    /** Unit vector from a point to the viewer. */
    double[] ray(double x, double y, double z) {
        double[] ray = {camera(0) - x, camera(1) - y, camera(2) - z};
        double length = Math.sqrt(ray[0] * ray[0] + ray[1] * ray[1] + ray[2] * ray[2]);
        return new double[] {ray[0] / length, ray[1] / length, ray[2] / length};
    }

    /** Direction of the light: over the viewer's left shoulder. */
    double[] light() {
        double[] light = new double[3];
        double length = 0;
        for (int axis = 0; axis < 3; axis++) {
            light[axis] = 0.35 * towards[axis] - 0.65 * right[axis] + (axis == 2 ? 0.75 : 0);
            length += light[axis] * light[axis];
        }
        for (int axis = 0; axis < 3; axis++) {
            light[axis] /= Math.sqrt(length);
        }
        return light;
    }

    /** +1 if the viewer is on the positive side of horizontal axis 0 or 1, −1 otherwise. */
    int near(int axis) {
        return towards[axis] >= 0 ? 1 : -1;
    }
}
