package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Equal steps for equal ratios on both sides of 0, and for equal differences near it: asinh(value / linear), 0 in the
 * middle (R. Lupton et al. 1999, doi:10.1086/301004). For differences that span orders of magnitude.
 *
 * @param high the upper end, the lower one being −{@code high}; finite, greater than {@code linear}
 * @param linear below about this size differences count instead of ratios; greater than 0
 */
public record SymmetricScale(double high, double linear) implements Scale {
    public SymmetricScale {
        if (!(linear > 0) || !(high > linear) || !Double.isFinite(high)) {
            throw new IllegalArgumentException("a symmetric scale to " + high + " that is linear to " + linear
                    + " needs 0 < linear < high, both finite");
        }
    }

    @Override
    public double low() {
        return -high;
    }

    @Override
    public double position(double value) {
        return 0.5 + 0.5 * asinh(value / linear) / asinh(high / linear);
    }

    private static double asinh(double x) {
        return Math.signum(x) * Math.log(Math.abs(x) + Math.hypot(x, 1));
    }

    @Override
    public double value(double position) {
        return linear * Math.sinh((2 * position - 1) * asinh(high / linear));
    }

    @Override
    public List<Tick> ticks(int wanted) {
        return magnitudes(Math.max(1, wanted / 2)).stream()
                .map(value -> new Tick(value, NumberText.compact(value)))
                .toList();
    }

    /** 0 and powers of ten on both sides, ascending; about {@code perSide} on each. */
    List<Double> magnitudes(int perSide) {
        int first = (int) Math.ceil(Math.log10(linear) - 1e-9);
        int last = (int) Math.floor(Math.log10(high) + 1e-9);
        int stride = Math.max(1, (last - first + perSide) / perSide);
        var values = new ArrayList<Double>();
        values.add(0.0);
        for (int exponent = last; exponent >= first; exponent -= stride) {
            double power = Double.parseDouble("1e" + exponent);
            values.add(power);
            values.add(-power);
        }
        values.sort(null);
        return values;
    }
}
