package dev.orograph.figure;

import org.jspecify.annotations.Nullable;

/**
 * A place for a label within a line.
 *
 * @param x where the text starts
 * @param baseline where the text starts
 * @param angle in which it runs, never upside down
 * @param from where along the line the gap for it begins
 * @param to where the gap ends
 */
record LabelPlace(double x, double baseline, double angle, double from, double to) {
    private static final double GAP = 3;
    private static final double STRAIGHT = 0.93;

    /** The straightest, most level free place between two distances along the line, or null if there is none. */
    static @Nullable LabelPlace best(
            PlotFrame frame, double[][] line, double[] lengths, TextLine text, double from, double to) {
        double needed = text.width() + 2 * GAP;
        if (to - from < 2.2 * needed) {
            return null;
        }
        LabelPlace best = null;
        double bestScore = Double.NEGATIVE_INFINITY;
        double step = Math.max(4, (to - from) / 150);
        for (double start = from; start + needed <= to; start += step) {
            var a = Polyline.pointAt(line, lengths, start);
            var b = Polyline.pointAt(line, lengths, start + needed);
            var middle = Polyline.pointAt(line, lengths, start + needed / 2);
            double chord = Polyline.distance(a, b);
            double straightness = chord / needed;
            if (straightness < STRAIGHT) {
                continue;
            }
            double angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
            angle = Math.abs(angle) > Math.PI / 2 ? angle - Math.signum(angle) * Math.PI : angle;
            double score = straightness * 6 - Math.abs(angle) / Math.PI;
            if (score > bestScore) {
                var place = at(
                        text,
                        (a[0] + b[0]) / 4 + middle[0] / 2,
                        (a[1] + b[1]) / 4 + middle[1] / 2,
                        angle,
                        start,
                        start + needed);
                if (frame.isFree(Canvas.boxOf(text, place.x, place.baseline, angle))) {
                    best = place;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    private static LabelPlace at(TextLine text, double centerX, double centerY, double angle, double from, double to) {
        double along = -text.width() / 2;
        double across = -(text.top() + text.bottom()) / 2;
        return new LabelPlace(
                centerX + along * Math.cos(angle) - across * Math.sin(angle),
                centerY + along * Math.sin(angle) + across * Math.cos(angle),
                angle,
                from,
                to);
    }
}
