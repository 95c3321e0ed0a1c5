package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Short texts beside points. Each is given a free place near its point when it is announced, or none; they are painted
 * last, with a pale border, so that they can be read on any colour. Belongs to one thread.
 */
final class PointLabels {
    private static final double[][] SIDES = {{1, 0}, {1, -1}, {-1, -1}, {-1, 0}, {1, 1}, {-1, 1}, {0, -1}, {0, 1}};

    private final List<Placed> placed = new ArrayList<>();

    private record Placed(TextLine line, double left, double baseline, Box box, boolean isShown) {}

    /**
     * Finds a place.
     *
     * @param x of the point in pixels
     * @param y of the point in pixels
     * @param isFree whether text may stand in a box
     * @param isShown whether it is painted; if not, its place is kept free all the same
     * @return whether there was one
     */
    boolean announce(TextLine line, double x, double y, Predicate<Box> isFree, boolean isShown) {
        for (double distance = 8; distance <= 16; distance += 4) {
            for (double[] side : SIDES) {
                double reach = side[0] != 0 && side[1] != 0 ? 0.75 * distance : distance;
                double left = x + side[0] * reach + (side[0] - 1) * line.width() / 2;
                double middle = y + side[1] * (reach + line.height() / 2);
                double baseline = middle - (line.top() + line.bottom()) / 2;
                var box = Canvas.boxOf(line, left, baseline, 0);
                if (isFree.test(box) && placed.stream().noneMatch(other -> other.box.overlaps(box.grown(2)))) {
                    placed.add(new Placed(line, left, baseline, box, isShown));
                    return true;
                }
            }
        }
        return false;
    }

    List<Box> boxes() {
        return placed.stream().map(Placed::box).toList();
    }

    /** Paints those that are to be seen and still free. */
    void paint(Canvas canvas, Predicate<Box> isFree) {
        for (var label : placed) {
            if (label.isShown && isFree.test(label.box)) {
                canvas.borderedText(label.line, label.left, label.baseline, Theme.INK);
            }
        }
    }
}
