package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;

/** Chooses the values at which contours are drawn. */
public final class Levels {
    /** From this ratio on, levels in equal steps would crowd around the peaks and leave the basin empty. */
    static final double LOG_RATIO = 30;

    private Levels() {}

    /**
     * Round ascending levels that cover {@code range}: the first is at most its low end and the last at least its high
     * end.
     *
     * @param logarithmic whether equal ratios rather than equal differences; only for a positive range
     * @param wanted about how many bands
     */
    public static List<Double> covering(Range range, boolean logarithmic, int wanted) {
        return logarithmic && range.low() > 0 && range.high() > range.low()
                ? ratios(range, wanted)
                : differences(range.labelable(), wanted);
    }

    /**
     * Levels from {@code low} in steps of {@code step}, up to and including {@code high}, as the published scripts'
     * {@code numpy.arange(vmin, vmax, vlevel)} but with the end.
     *
     * @throws IllegalArgumentException if the step is not positive or gives more than 200 levels
     */
    public static List<Double> stepping(double low, double high, double step) {
        if (!(step > 0) || !(high > low) || (high - low) / step > 200) {
            throw new IllegalArgumentException("levels from " + low + " to " + high + " in steps of " + step
                    + " do not make 1 to 200 bands; choose vmin, vmax and vlevel otherwise");
        }
        var levels = new ArrayList<Double>();
        for (int i = 0; low + i * step <= high + 1e-9 * step; i++) {
            levels.add(low + i * step);
        }
        if (levels.size() < 2) {
            levels.add(high);
        }
        return List.copyOf(levels);
    }

    /** Whether the finite values span so many orders of magnitude that ratios show more than differences. */
    static boolean areBetterAsRatios(Range positive) {
        return positive.low() > 0 && positive.high() / positive.low() >= LOG_RATIO;
    }

    private static List<Double> differences(Range range, int wanted) {
        double step = LinearScale.step(range.low(), range.high(), wanted);
        var levels = new ArrayList<Double>();
        double first = Math.floor(range.low() / step + 1e-9);
        double last = Math.ceil(range.high() / step - 1e-9);
        for (double i = first; i <= last; i++) {
            levels.add(NumberText.rounded(i * step, step));
        }
        return List.copyOf(levels);
    }

    private static List<Double> ratios(Range range, int wanted) {
        double decades = Math.log10(range.high() / range.low());
        double perDecade = wanted / decades;
        int[] mantissas = perDecade >= 7
                ? new int[] {10, 12, 15, 20, 25, 30, 40, 50, 60, 80}
                : perDecade >= 4.5
                        ? new int[] {10, 15, 20, 30, 50, 70}
                        : perDecade >= 2.3
                                ? new int[] {10, 20, 50}
                                : perDecade >= 1.4 ? new int[] {10, 30} : new int[] {10};
        int stride = perDecade >= 0.7 ? 1 : (int) Math.ceil(1 / perDecade);
        int first = Math.floorDiv((int) Math.floor(Math.log10(range.low())), stride) * stride;
        int last = (int) Math.ceil(Math.log10(range.high())) + stride;
        var levels = new ArrayList<Double>();
        for (int exponent = first; exponent <= last; exponent += stride) {
            for (int mantissa : mantissas) {
                levels.add(Double.parseDouble(mantissa + "e" + (exponent - 1)));
            }
        }
        int from = 0;
        while (from + 1 < levels.size() && levels.get(from + 1) <= range.low()) {
            from++;
        }
        int to = levels.size() - 1;
        while (to > from + 1 && levels.get(to - 1) >= range.high()) {
            to--;
        }
        return List.copyOf(levels.subList(from, to + 1));
    }
}
