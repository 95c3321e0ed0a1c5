package dev.orograph.figure;

/** Space in pixels between the edge of a panel's cell and its axes. */
record Margins(double left, double top, double right, double bottom) {
    static final Margins NONE = new Margins(0, 0, 0, 0);

    Margins max(Margins other) {
        return new Margins(
                Math.max(left, other.left),
                Math.max(top, other.top),
                Math.max(right, other.right),
                Math.max(bottom, other.bottom));
    }

    Box inside(Box cell) {
        return cell.inset(left, top, right, bottom);
    }
}
