package dev.orograph.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lengths and pieces of lines given as rows of x and y in pixels. */
final class Polyline {
    private static final int MANY = 4000;

    private Polyline() {}

    /** Points no further than {@code spacing} apart along the line, at most a few thousand. */
    static List<double[]> sampled(double[][] points, double spacing) {
        var samples = new ArrayList<double[]>();
        samples.add(points[0]);
        for (int i = 1; i < points.length; i++) {
            double length = distance(points[i - 1], points[i]);
            int steps = Math.max(1, Math.min(1000, (int) Math.ceil(length / spacing)));
            for (int k = 1; k <= steps; k++) {
                samples.add(between(points[i - 1], points[i], k / (double) steps));
            }
        }
        return samples;
    }

    /** The line itself, or for very many points the first, lowest, highest and last one within each third of a pixel. */
    static double[][] thinned(double[][] points) {
        if (points.length <= MANY) {
            return points;
        }
        var kept = new ArrayList<double[]>();
        int from = 0;
        while (from < points.length) {
            int to = from;
            int lowest = from;
            int highest = from;
            while (to + 1 < points.length && Math.abs(points[to + 1][0] - points[from][0]) < 1 / 3.0) {
                to++;
                lowest = points[to][1] < points[lowest][1] ? to : lowest;
                highest = points[to][1] > points[highest][1] ? to : highest;
            }
            int[] chosen = {from, Math.min(lowest, highest), Math.max(lowest, highest), to};
            for (int i = 0; i < chosen.length; i++) {
                if (i == 0 || chosen[i] != chosen[i - 1]) {
                    kept.add(points[chosen[i]]);
                }
            }
            from = to + 1;
        }
        return kept.toArray(double[][]::new);
    }

    static double distance(double[] a, double[] b) {
        return Math.hypot(b[0] - a[0], b[1] - a[1]);
    }

    static double[] between(double[] a, double[] b, double share) {
        return new double[] {a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])};
    }

    /** Distance along the line of each of its points from the first. */
    static double[] arcLengths(double[][] points) {
        var lengths = new double[points.length];
        for (int i = 1; i < points.length; i++) {
            lengths[i] = lengths[i - 1] + distance(points[i - 1], points[i]);
        }
        return lengths;
    }

    /** The point at distance {@code along} the line. */
    static double[] pointAt(double[][] points, double[] lengths, double along) {
        int found = Arrays.binarySearch(lengths, along);
        int upper = Math.max(1, Math.min(points.length - 1, found >= 0 ? found : -found - 1));
        double step = lengths[upper] - lengths[upper - 1];
        double share = step > 0 ? (along - lengths[upper - 1]) / step : 0;
        return between(points[upper - 1], points[upper], Math.max(0, Math.min(1, share)));
    }

    /** The part of the line between two distances. */
    static double[][] part(double[][] points, double[] lengths, double from, double to) {
        var part = new ArrayList<double[]>();
        part.add(pointAt(points, lengths, from));
        for (int i = 0; i < points.length; i++) {
            if (lengths[i] > from && lengths[i] < to) {
                part.add(points[i]);
            }
        }
        part.add(pointAt(points, lengths, to));
        return part.toArray(double[][]::new);
    }
}
