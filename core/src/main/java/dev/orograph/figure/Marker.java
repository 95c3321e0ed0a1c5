package dev.orograph.figure;

/** The shape that stands for one point. */
public enum Marker {
    NONE(""),
    CIRCLE(""),
    SQUARE("-0.85 -0.85 0.85 -0.85 0.85 0.85 -0.85 0.85"),
    DIAMOND("0 -1.2 1.2 0 0 1.2 -1.2 0"),
    TRIANGLE_UP("0 -1.15 1.05 0.8 -1.05 0.8"),
    TRIANGLE_DOWN("0 1.15 1.05 -0.8 -1.05 -0.8"),
    STAR("0 -1.5 0.35 -0.49 1.43 -0.46 0.57 0.19 0.88 1.21 0 0.6 -0.88 1.21 -0.57 0.19 -1.43 -0.46 -0.35 -0.49"),
    CROSS("-1 -0.65 -0.65 -1 0 -0.35 0.65 -1 1 -0.65 0.35 0 1 0.65 0.65 1 0 0.35 -0.65 1 -1 0.65 -0.35 0");

    /** Corners at radius 1, alternating x and y. */
    private final String corners;

    Marker(String corners) {
        this.corners = corners;
    }

    void paint(Canvas canvas, double x, double y, double radius, Style style) {
        if (this == CIRCLE) {
            canvas.circle(x, y, radius, style);
        } else if (this != NONE) {
            var outline = new PathData();
            String[] numbers = corners.split(" ", -1);
            for (int i = 0; i + 1 < numbers.length; i += 2) {
                double cornerX = x + radius * Double.parseDouble(numbers[i]);
                double cornerY = y + radius * Double.parseDouble(numbers[i + 1]);
                if (i == 0) {
                    outline.move(cornerX, cornerY);
                } else {
                    outline.line(cornerX, cornerY);
                }
            }
            canvas.path(outline.close(), style);
        }
    }
}
