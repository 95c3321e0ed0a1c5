package dev.orograph.figure;

/** Builds the {@code d} attribute of an SVG path. */
final class PathData {
    private final StringBuilder text = new StringBuilder();

    PathData move(double x, double y) {
        return point('M', x, y);
    }

    PathData line(double x, double y) {
        return point('L', x, y);
    }

    PathData close() {
        text.append('Z');
        return this;
    }

    PathData rectangle(double x, double y, double right, double bottom) {
        point('M', x, y);
        text.append('H');
        SvgText.append(text, right);
        text.append('V');
        SvgText.append(text, bottom);
        text.append('H');
        SvgText.append(text, x);
        return close();
    }

    /** A polyline through {@code points}, rows of x and y. */
    PathData polyline(double[][] points) {
        for (int i = 0; i < points.length; i++) {
            point(i == 0 ? 'M' : 'L', points[i][0], points[i][1]);
        }
        return this;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    private PathData point(char command, double x, double y) {
        text.append(command);
        SvgText.append(text, x);
        text.append(' ');
        SvgText.append(text, y);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
