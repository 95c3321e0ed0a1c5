package dev.orograph.figure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Colours as 0xRRGGBB, each with the number of pixels that have it. */
final class ColorCounts {
    /** More different colours than these are merged before they are cut; the eye cannot tell their neighbours apart. */
    private static final int MOST_COLORS = 60_000;

    /** A colour has a large area if it covers more than one part in so many, which fewer colours than that do. */
    private static final int LARGE_AREA = 150;

    private final Map<Integer, int[]> counts = new HashMap<>();

    void add(int[] pixels) {
        int last = -1;
        int[] count = {0};
        for (int pixel : pixels) {
            int color = pixel & 0xffffff;
            if (color != last) {
                count = counts.computeIfAbsent(color, ignored -> new int[1]);
                last = color;
            }
            count[0] = count[0] == Integer.MAX_VALUE ? count[0] : count[0] + 1;
        }
    }

    /** The colours of large areas, which must be met exactly: white paper stays white. */
    Set<Integer> common() {
        long pixels = counts.values().stream().mapToLong(count -> count[0]).sum();
        var common = new TreeSet<Integer>();
        counts.forEach((color, count) -> {
            if (count[0] > pixels / LARGE_AREA) {
                common.add(color);
            }
        });
        return common;
    }

    /**
     * Rows of red, green, blue and weight. The weight grows with the root of the count, so that the colours of thin
     * lines and of small print are not swallowed by those of large areas.
     */
    List<double[]> weighted(Set<Integer> exact) {
        int shift = 0;
        Map<Integer, int[]> merged = new HashMap<>(counts);
        merged.keySet().removeAll(exact);
        while (merged.size() > MOST_COLORS) {
            shift++;
            merged = merged(merged, shift);
        }
        var points = new ArrayList<double[]>();
        // sorted, so that the same pixels give the same palette whatever order the map has
        new TreeMap<>(merged)
                .forEach((color, count) ->
                        points.add(new double[] {color >> 16, (color >> 8) & 255, color & 255, Math.sqrt(count[0])}));
        return points;
    }

    private static Map<Integer, int[]> merged(Map<Integer, int[]> counts, int shift) {
        int mask = 0x010101 * ((0xff >> shift) << shift);
        int middle = 0x010101 * ((1 << shift) >> 1);
        var merged = new HashMap<Integer, int[]>();
        counts.forEach((color, count) -> {
            var sum = merged.computeIfAbsent((color & mask) | middle, ignored -> new int[1]);
            sum[0] = (int) Math.min(Integer.MAX_VALUE, (long) sum[0] + count[0]);
        });
        return merged;
    }

    /** The different colours, ascending. */
    int[] colors() {
        return counts.keySet().stream().sorted().mapToInt(Integer::intValue).toArray();
    }
}
