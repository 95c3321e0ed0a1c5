package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Equal steps for equal differences.
 *
 * @param low finite
 * @param high finite, greater than {@code low}
 */
public record LinearScale(double low, double high) implements Scale {
    /** The mantissas of round steps, by preference of P. Heckbert (Graphics Gems 1990, "Nice numbers for graph labels"), with 2.5 added. */
    private static final double[] NICE = {1, 2, 2.5, 5, 10};

    public LinearScale {
        requireRange(low, high);
    }

    static void requireRange(double low, double high) {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low >= high) {
            throw new IllegalArgumentException(
                    "a linear scale from " + low + " to " + high + " needs two finite ascending ends");
        }
    }

    @Override
    public double position(double value) {
        return (value / 2 - low / 2) / (high / 2 - low / 2);
    }

    @Override
    public double value(double position) {
        return low * (1 - position) + high * position;
    }

    @Override
    public List<Tick> ticks(int wanted) {
        double step = step(low, high, wanted);
        var values = multiples(low, high, step);
        return NumberText.label(values, step);
    }

    /** The round step that divides the range into as nearly {@code wanted} parts as possible. */
    static double step(double low, double high, int wanted) {
        double rough = (high / Math.max(1, wanted)) - (low / Math.max(1, wanted));
        double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
        double best = 10 * magnitude;
        for (double nice : NICE) {
            if (Math.abs(Math.log(nice * magnitude / rough)) < Math.abs(Math.log(best / rough))) {
                best = nice * magnitude;
            }
        }
        return best;
    }

    /** The multiples of {@code step} within the range, its ends included up to rounding. */
    static List<Double> multiples(double low, double high, double step) {
        double slack = 1e-9;
        long first = (long) Math.ceil(low / step - slack);
        long last = (long) Math.floor(high / step + slack);
        var values = new ArrayList<Double>();
        for (long i = first; i <= last && values.size() < 1000; i++) {
            values.add(NumberText.rounded(i * step, step));
        }
        return values;
    }
}
