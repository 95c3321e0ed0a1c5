package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Equal steps for equal ratios.
 *
 * @param low finite, greater than 0
 * @param high finite, greater than {@code low}
 */
public record LogScale(double low, double high) implements Scale {
    public LogScale {
        if (!(low > 0) || !Double.isFinite(high) || low >= high) {
            throw new IllegalArgumentException(
                    "a log scale from " + low + " to " + high + " needs two positive ascending ends");
        }
    }

    /** The scale over {@code range}, widened by a tenth of a decade each way if it is a single number. */
    static LogScale over(Range range) {
        double ratio = range.high() / range.low();
        return ratio > 1 + 1e-9
                ? new LogScale(range.low(), range.high())
                : new LogScale(
                        Math.max(Double.MIN_NORMAL, range.low() / 1.25),
                        Math.min(Double.MAX_VALUE, range.high() * 1.25));
    }

    @Override
    public double position(double value) {
        return value > 0 ? Math.log(value / low) / Math.log(high / low) : Double.NaN;
    }

    @Override
    public double value(double position) {
        return low * Math.exp(position * Math.log(high / low));
    }

    @Override
    public List<Tick> ticks(int wanted) {
        double decades = Math.log10(high / low);
        int first = (int) Math.ceil(Math.log10(low) - 1e-9);
        int last = (int) Math.floor(Math.log10(high) + 1e-9);
        if (last - first >= 1 && wanted < 2 * (last - first + 1)) {
            return decadeTicks(first, last, Math.max(1, (int) Math.ceil((last - first + 1.0) / Math.max(1, wanted))));
        }
        if (decades < 0.5) {
            return new LinearScale(low, high).ticks(wanted);
        }
        return subdecadeTicks(first - 1, last, wanted >= 3 * decades ? "1, 2, 5" : "1, 3");
    }

    private List<Tick> decadeTicks(int first, int last, int stride) {
        boolean plain = first >= -3 && last <= 4;
        var ticks = new ArrayList<Tick>();
        for (int exponent = first - 1; exponent <= last; exponent++) {
            double power = Math.pow(10, exponent);
            if (exponent >= first) {
                boolean labelled = Math.floorMod(exponent, stride) == 0;
                ticks.add(new Tick(power, labelled ? NumberText.power(exponent, plain) : ""));
            }
            for (int digit = 2; stride == 1 && digit < 10; digit++) {
                addMinor(ticks, digit * power);
            }
        }
        return ticks;
    }

    private List<Tick> subdecadeTicks(int first, int last, String labelledDigits) {
        var ticks = new ArrayList<Tick>();
        for (int exponent = first; exponent <= last; exponent++) {
            for (int digit = 1; digit < 10; digit++) {
                double value = Double.parseDouble(digit + "e" + exponent);
                if (labelledDigits.contains(Integer.toString(digit)) && isInside(value)) {
                    ticks.add(new Tick(value, NumberText.compact(value)));
                } else {
                    addMinor(ticks, value);
                }
            }
        }
        return ticks;
    }

    private void addMinor(List<Tick> ticks, double value) {
        if (isInside(value)) {
            ticks.add(new Tick(value, ""));
        }
    }

    private boolean isInside(double value) {
        return value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
    }
}
