package dev.orograph.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A few colours that stand for many. Chosen by cutting the set of all colours in two again and again (P. Heckbert 1982,
 * doi:10.1145/965145.801294), always the part that spreads most, at its mean (X. Wu 1991), then moved to the middle of
 * what they stand for (S. Lloyd 1982, doi:10.1109/TIT.1982.1056489). Belongs to one thread.
 */
final class Palette {
    private static final int REFINEMENTS = 4;

    /** Squared distance of colours that nobody tells apart. */
    private static final int CLOSE = 4;

    /** What the squared distance of two mixed colours counts beside the squared distance of their mixture. */
    private static final double GRAININESS = 0.05;

    /** Squared distance of colours whose mixture would look like grains. */
    private static final int FAR = 1600;

    private static final double[][] THRESHOLDS = thresholds();

    private final int[] colors;
    private final Map<Integer, Choice> choices = new HashMap<>();

    private Palette(int[] colors) {
        this.colors = colors;
    }

    /** Bayer's matrix of 8 by 8: the bits of x xor y and of y, interleaved from the lowest up. */
    private static double[][] thresholds() {
        var thresholds = new double[8][8];
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                int value = 0;
                for (int bit = 0; bit < 3; bit++) {
                    value = (value << 2) | ((((x ^ y) >> bit) & 1) << 1) | ((y >> bit) & 1);
                }
                thresholds[y][x] = (value + 0.5) / 64;
            }
        }
        return thresholds;
    }

    /** A palette of at most {@code most} colours for those counted; all of them if they are so few. */
    static Palette of(ColorCounts counts, int most) {
        var all = counts.colors();
        if (all.length <= most) {
            return new Palette(all);
        }
        var exact = counts.common();
        var points = counts.weighted(exact);
        var parts = new ArrayList<Part>();
        parts.add(new Part(points));
        while (parts.size() < most - exact.size()) {
            var widest =
                    parts.stream().max(Comparator.comparingDouble(Part::spread)).orElseThrow();
            if (widest.spread() <= 0) {
                break;
            }
            parts.remove(widest);
            parts.addAll(widest.halves());
        }
        var centers = new ArrayList<double[]>();
        parts.forEach(part -> centers.add(part.mean()));
        for (int i = 0; i < REFINEMENTS; i++) {
            refine(points, centers);
        }
        var chosen = IntStream.concat(
                exact.stream().mapToInt(Integer::intValue), centers.stream().mapToInt(Palette::packed));
        return new Palette(chosen.distinct().sorted().toArray());
    }

    /** Colours that belong to one entry. */
    private static final class Part {
        private final List<double[]> points;
        private final double[] mean = new double[3];
        private final double[] variance = new double[3];

        Part(List<double[]> points) {
            this.points = points;
            double weight = 0;
            for (double[] point : points) {
                weight += point[3];
                for (int channel = 0; channel < 3; channel++) {
                    mean[channel] += point[3] * point[channel];
                }
            }
            for (int channel = 0; channel < 3; channel++) {
                mean[channel] /= weight;
                for (double[] point : points) {
                    double away = point[channel] - mean[channel];
                    variance[channel] += point[3] * away * away;
                }
            }
        }

        double spread() {
            return variance[widest()];
        }

        double[] mean() {
            return mean.clone();
        }

        private int widest() {
            int widest = variance[1] >= variance[0] ? 1 : 0;
            return variance[2] > variance[widest] ? 2 : widest;
        }

        List<Part> halves() {
            int channel = widest();
            var lower = new ArrayList<double[]>();
            var upper = new ArrayList<double[]>();
            for (double[] point : points) {
                (point[channel] <= mean[channel] ? lower : upper).add(point);
            }
            return List.of(new Part(lower), new Part(upper));
        }
    }

    /** Moves every centre to the mean of the points that are nearest to it. */
    private static void refine(List<double[]> points, List<double[]> centers) {
        var sums = new double[centers.size()][4];
        for (double[] point : points) {
            double[] sum = sums[nearest(point, centers)];
            for (int channel = 0; channel < 3; channel++) {
                sum[channel] += point[3] * point[channel];
            }
            sum[3] += point[3];
        }
        for (int i = 0; i < sums.length; i++) {
            if (sums[i][3] > 0) {
                double[] sum = sums[i];
                centers.set(i, new double[] {sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]});
            }
        }
    }

    private static int nearest(double[] point, List<double[]> centers) {
        double best = Double.POSITIVE_INFINITY;
        int found = 0;
        for (int i = 0; i < centers.size(); i++) {
            double[] center = centers.get(i);
            double red = point[0] - center[0];
            double green = point[1] - center[1];
            double blue = point[2] - center[2];
            double distance = red * red + green * green + blue * blue;
            if (distance < best) {
                best = distance;
                found = i;
            }
        }
        return found;
    }

    private static int packed(double[] color) {
        return (int) Math.round(color[0]) << 16 | (int) Math.round(color[1]) << 8 | (int) Math.round(color[2]);
    }

    int size() {
        return colors.length;
    }

    /** The colour of an entry as 0xRRGGBB. */
    int color(int entry) {
        return colors[entry];
    }

    /**
     * The entry for a colour at a place: the nearest one, or where none is near, one of the two around it by turns, in a
     * fixed pattern whose mean is the colour (ordered dither, B. Bayer 1973). Equal colours at one place have equal
     * entries in all frames.
     */
    int entry(int color, int x, int y) {
        var choice = choices.computeIfAbsent(color & 0xffffff, this::choose);
        return choice.share > THRESHOLDS[y & 7][x & 7] ? choice.second : choice.first;
    }

    /** Two entries and the share of places that have the second one. */
    private record Choice(int first, int second, double share) {}

    private Choice choose(int color) {
        int first = nearest(color);
        if (distance(color, colors[first]) <= CLOSE || colors.length == 1) {
            return new Choice(first, first, 0);
        }
        // the second is the one that, mixed with the first, comes nearest to the colour
        int second = first;
        double best = distance(color, colors[first]);
        double share = 0;
        for (int i = 0; i < colors.length; i++) {
            int length = distance(colors[first], colors[i]);
            if (i == first || length > FAR) {
                continue;
            }
            double along = Math.max(0, Math.min(0.5, projection(color, colors[first], colors[i])));
            double left = mixedDistance(color, colors[first], colors[i], along) + GRAININESS * length;
            if (left < best) {
                best = left;
                second = i;
                share = along;
            }
        }
        return new Choice(first, second, share);
    }

    private static double projection(int color, int from, int to) {
        double dot = 0;
        double square = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double step = channel(to, shift) - channel(from, shift);
            dot += step * (channel(color, shift) - channel(from, shift));
            square += step * step;
        }
        return square > 0 ? dot / square : 0;
    }

    private static double mixedDistance(int color, int from, int to, double share) {
        double sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double mixed = (1 - share) * channel(from, shift) + share * channel(to, shift);
            double away = mixed - channel(color, shift);
            sum += away * away;
        }
        return sum;
    }

    private static int channel(int color, int shift) {
        return (color >> shift) & 255;
    }

    private static int distance(int a, int b) {
        int red = channel(a, 16) - channel(b, 16);
        int green = channel(a, 8) - channel(b, 8);
        int blue = channel(a, 0) - channel(b, 0);
        return red * red + green * green + blue * blue;
    }

    private int nearest(int color) {
        int best = Integer.MAX_VALUE;
        int found = 0;
        for (int i = 0; i < colors.length; i++) {
            int distance = distance(color, colors[i]);
            if (distance < best) {
                best = distance;
                found = i;
            }
        }
        return found;
    }
}
