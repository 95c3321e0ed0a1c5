package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;

/** Diagonal lines that fill a box and continue in its neighbours. */
final class Hatch {
    private Hatch() {}

    /** The lines {@code x + y = k · spacing} cut to the box, each as its two ends. */
    static List<double[][]> lines(Box box, double spacing) {
        var lines = new ArrayList<double[][]>();
        double first = Math.ceil((box.x() + box.y()) / spacing) * spacing;
        for (double sum = first; sum < box.right() + box.bottom(); sum += spacing) {
            double startX = Math.max(box.x(), sum - box.bottom());
            double endX = Math.min(box.right(), sum - box.y());
            if (endX > startX) {
                lines.add(new double[][] {{startX, sum - startX}, {endX, sum - endX}});
            }
        }
        return lines;
    }
}
