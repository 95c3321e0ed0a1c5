package dev.orograph.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The whole course of one number in a few letters: as many means of equally many values as there is room for, the lowest as
 * ▁ and the highest as █. Not thread-safe.
 */
final class Sparkline {
    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final int MOST = 64;

    private final List<Double> means = new ArrayList<>();
    private long valuesPerMean = 1;
    private double sum;
    private long count;

    /** Adds a value; NaN and infinite ones are passed over. */
    void add(double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        sum += value;
        count++;
        if (count == valuesPerMean) {
            means.add(sum / count);
            sum = 0;
            count = 0;
            if (means.size() == MOST) {
                halve();
            }
        }
    }

    private void halve() {
        for (int i = 0; i < MOST / 2; i++) {
            means.set(i, (means.get(2 * i) + means.get(2 * i + 1)) / 2);
        }
        means.subList(MOST / 2, MOST).clear();
        valuesPerMean *= 2;
    }

    /** At most {@code width} letters; fewer while there is less to show. */
    String text(int width) {
        int shown = Math.min(width, means.size());
        if (shown < 1) {
            return "";
        }
        var values = new double[shown];
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < shown; i++) {
            values[i] = mean(means.size() * i / shown, means.size() * (i + 1) / shown);
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        var text = new StringBuilder();
        for (double value : values) {
            double share = high > low ? (value - low) / (high - low) : 0;
            text.append(LEVELS.charAt((int) Math.min(LEVELS.length() - 1, share * LEVELS.length())));
        }
        return text.toString();
    }

    private double mean(int from, int to) {
        return means.subList(from, to).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }
}
