package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Equal steps for equal ratios on both sides of 0, and for equal differences near it: asinh(value / linear) (R. Lupton et
 * al. 1999, doi:10.1086/301004). For numbers of both signs that span orders of magnitude.
 *
 * @param low the lower end; finite
 * @param high the upper end; finite, greater than {@code low}
 * @param linear below about this size differences count instead of ratios; greater than 0, finite
 */
public record SymmetricScale(double low, double high, double linear) implements Scale {
    public SymmetricScale {
        if (!(linear > 0) || !(high > low) || !Double.isFinite(high - low) || !Double.isFinite(linear)) {
            throw new IllegalArgumentException("a symmetric scale from " + low + " to " + high + " that is linear to "
                    + linear + " needs finite ascending ends and linear > 0");
        }
    }

    /** The scale from −{@code high} to {@code high}, 0 in the middle. */
    public SymmetricScale(double high, double linear) {
        this(-high, high, linear);
    }

    @Override
    public double position(double value) {
        double first = asinh(low / linear);
        return (asinh(value / linear) - first) / (asinh(high / linear) - first);
    }

    private static double asinh(double x) {
        return Math.signum(x) * Math.log(Math.abs(x) + Math.hypot(x, 1));
    }

    @Override
    public double value(double position) {
        double first = asinh(low / linear);
        return linear * Math.sinh(first + position * (asinh(high / linear) - first));
    }

    @Override
    public List<Tick> ticks(int wanted) {
        double shareAbove = Math.max(0.1, Math.max(position(high) - position(0), position(0)));
        var labelled = magnitudes(Math.max(1, (int) Math.round(wanted * Math.min(1, shareAbove))));
        var ticks = new ArrayList<Tick>();
        for (double value : labelled) {
            ticks.add(new Tick(value, NumberText.compact(value)));
        }
        addMinor(ticks);
        ticks.sort(java.util.Comparator.comparingDouble(Tick::value));
        return List.copyOf(ticks);
    }

    /** Unlabelled ticks at every power of ten and at its multiples. */
    private void addMinor(List<Tick> ticks) {
        var taken = ticks.stream().map(Tick::value).toList();
        for (int exponent = firstExponent(); exponent <= lastExponent(); exponent++) {
            for (int digit = 1; digit < 10; digit++) {
                double value = Double.parseDouble(digit + "e" + exponent);
                for (double signed : new double[] {-value, value}) {
                    if (isInside(signed) && !taken.contains(signed)) {
                        ticks.add(new Tick(signed, ""));
                    }
                }
            }
        }
    }

    private int firstExponent() {
        return (int) Math.ceil(Math.log10(linear) - 1e-9);
    }

    private int lastExponent() {
        return (int) Math.floor(Math.log10(Math.max(Math.abs(low), Math.abs(high))) + 1e-9);
    }

    private boolean isInside(double value) {
        return value >= low * (1 - Math.signum(low) * 1e-9) && value <= high * (1 + Math.signum(high) * 1e-9);
    }

    /** 0 and powers of ten on both sides as far as they lie within the ends, ascending; about {@code perSide} on each. */
    List<Double> magnitudes(int perSide) {
        int first = firstExponent();
        int last = lastExponent();
        int stride = Math.max(1, (last - first + perSide) / perSide);
        var values = new ArrayList<Double>();
        if (isInside(0)) {
            values.add(0.0);
        }
        for (int exponent = last; exponent >= first; exponent -= stride) {
            double power = Double.parseDouble("1e" + exponent);
            for (double signed : new double[] {-power, power}) {
                if (isInside(signed)) {
                    values.add(signed);
                }
            }
        }
        values.sort(null);
        return values;
    }
}
