package dev.orograph.figure;

import dev.orograph.measurement.Convexity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The colours and contour levels chosen for one quantity on one or several fields.
 *
 * @param continuous from number to colour
 * @param levels for contours, ascending
 */
record Shading(ColorScale continuous, List<Double> levels) {
    private static final int BANDS = 12;
    private static final Range UNIT = new Range(0, 1);

    /** How far the smallest difference that has a colour of its own lies below the largest. */
    private static final double MAGNITUDES = 1e4;

    static Shading choose(String quantity, List<Field> fields, FigureOptions options) {
        return choose(quantity, fields, null, options);
    }

    /** The same with room for other values, or none if null. */
    static Shading choose(String quantity, List<Field> fields, @Nullable Range others, FigureOptions options) {
        Range all = others;
        Range positive = others != null && others.low() > 0 ? others : null;
        for (var field : fields) {
            all = Range.union(all, field.zRange());
            positive = Range.union(positive, field.positiveRange());
        }
        boolean isFree = options.minimum() == null && options.maximum() == null && options.step() == null;
        if (isFree && all != null && QuantityNames.isSigned(quantity)) {
            return diverging(all, options.logarithmic() != null ? options.logarithmic() : isManyMagnitudes(fields));
        }
        if (isFree && quantity.equals(Convexity.RATIO) && !Boolean.TRUE.equals(options.logarithmic())) {
            all = UNIT; // as it is published, and comparable from network to network
        }
        var range = limited(all == null ? UNIT : all, options);
        boolean wantsRatios = options.logarithmic() != null
                ? options.logarithmic()
                : options.step() == null
                        && !QuantityNames.isShare(quantity)
                        && range.low() > 0
                        && Levels.areBetterAsRatios(range);
        if (wantsRatios && range.low() <= 0 && positive != null && positive.low() < range.high()) {
            range = new Range(positive.low(), range.high());
        }
        boolean isLogarithmic = wantsRatios && range.low() > 0;
        var scale = Scale.over(range, isLogarithmic);
        var levels = levels(range, isLogarithmic, options);
        return new Shading(new ColorScale(options.colorMap(), scale), levels);
    }

    /**
     * Colours on both sides of 0, which is in their middle.
     *
     * @param byMagnitude whether the differences belong to values on a scale of ratios, and so span orders of magnitude
     */
    static Shading diverging(Field differences, boolean byMagnitude) {
        return diverging(differences.zRange(), byMagnitude);
    }

    private static Shading diverging(@Nullable Range range, boolean byMagnitude) {
        double high = range == null ? 0 : Math.max(Math.abs(range.low()), Math.abs(range.high()));
        high = high > 0 ? high : 1;
        if (byMagnitude) {
            double top = Math.pow(10, Math.ceil(Math.log10(high) - 1e-9));
            var scale = new SymmetricScale(top, top / MAGNITUDES);
            return new Shading(new ColorScale(ColorMap.COOLWARM, scale), scale.magnitudes(BANDS));
        }
        var levels = Levels.covering(new Range(-high, high), false, BANDS);
        double top = levels.get(levels.size() - 1);
        return new Shading(new ColorScale(ColorMap.COOLWARM, new LinearScale(-top, top)), levels);
    }

    /** Whether most values are so much smaller than the largest that differences would show only that one. */
    private static boolean isManyMagnitudes(List<Field> fields) {
        var sizes = fields.stream()
                .flatMapToDouble(Field::finiteValues)
                .map(Math::abs)
                .filter(size -> size > 0)
                .sorted()
                .toArray();
        return sizes.length > 0 && sizes[sizes.length - 1] >= Levels.LOG_RATIO * sizes[sizes.length / 2];
    }

    private static Range limited(Range range, FigureOptions options) {
        double low = options.minimum() != null ? options.minimum() : range.low();
        double high = options.maximum() != null ? options.maximum() : range.high();
        if (low <= high) {
            return new Range(low, high);
        }
        return options.maximum() != null ? new Range(high, high) : new Range(low, low);
    }

    private static List<Double> levels(Range range, boolean isLogarithmic, FigureOptions options) {
        if (options.step() != null && range.high() > range.low()) {
            return Levels.stepping(range.low(), range.high(), options.step());
        }
        var levels = new ArrayList<>(Levels.covering(range, isLogarithmic, BANDS));
        if (options.minimum() != null) {
            levels.removeIf(level -> level <= range.low());
            levels.add(0, range.low());
        }
        if (options.maximum() != null) {
            levels.removeIf(level -> level >= range.high());
            levels.add(range.high());
        }
        return levels.size() >= 2 ? List.copyOf(levels) : Levels.covering(range.labelable(), false, BANDS);
    }

    ColorBar bandedBar(String label, List<Field> fields) {
        return ColorBar.banded(label, continuous, levels, fields);
    }

    ColorBar continuousBar(String label, List<Field> fields) {
        return ColorBar.continuous(label, continuous, fields);
    }
}
