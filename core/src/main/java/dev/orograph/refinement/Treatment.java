package dev.orograph.refinement;

import java.util.Arrays;

/**
 * How the values of one quantity are predicted and judged.
 *
 * <p>A loss L is interpolated as asinh(L/c), c being the loss at the centre: a difference there is the judged error
 * |ΔL| / max(|L|, c) up to a factor √2, wherever the loss is small or large, and whatever its sign.
 *
 * @param isJudged whether its errors decide where to refine
 * @param scale c, above 0; means nothing for a quantity that is not judged
 * @param lowest possible value
 * @param highest possible value
 */
public record Treatment(boolean isJudged, double scale, double lowest, double highest) {
    /** Where sinh is still finite. */
    private static final double MOST_STRETCHED = 700;

    /**
     * The treatment of a quantity by its name: what ends in {@code _loss} is judged; what ends in {@code _acc} is
     * percent.
     *
     * @param centre its value at the centre of the plane; unknown where NaN
     */
    public static Treatment of(String quantity, double centre) {
        if (quantity.endsWith("_loss")) {
            return judged(centre);
        }
        return quantity.endsWith("_acc")
                ? new Treatment(false, 1, 0, 100)
                : new Treatment(false, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** A quantity that decides where to refine, with its value at the centre; 0 or NaN if that is no measure. */
    public static Treatment judged(double centre) {
        return new Treatment(true, Math.abs(centre), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * The same with what the first measured values tell: a scale where the centre gives none, namely the smallest of
     * them that is not 0, and no negative values where there are none.
     */
    Treatment afterSeeing(double[] values) {
        var finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        boolean hasNegative = Arrays.stream(finite).anyMatch(value -> value < 0);
        boolean hasScale = Double.isFinite(scale) && scale > 0;
        double found = hasScale
                ? scale
                : Arrays.stream(finite)
                        .map(Math::abs)
                        .filter(value -> value > 0)
                        .min()
                        .orElse(1);
        return new Treatment(isJudged, found, hasNegative ? lowest : Math.max(0, lowest), highest);
    }

    /** What is interpolated instead of a value; not finite where the value is not. */
    double stretched(double value) {
        return isJudged ? asinh(value / scale) : value;
    }

    /** The value that a stretched one stands for. */
    double relaxed(double stretched) {
        double value = isJudged
                ? scale * StrictMath.sinh(Math.max(-MOST_STRETCHED, Math.min(MOST_STRETCHED, stretched)))
                : stretched;
        return Double.isNaN(value) ? value : Math.max(lowest, Math.min(highest, value));
    }

    /** |ΔL| / max(|L|, c); 0 where neither is finite, infinite where only one is. */
    double error(double predicted, double value) {
        if (Double.isFinite(predicted) && Double.isFinite(value)) {
            return Math.abs(predicted - value) / Math.max(Math.abs(value), scale);
        }
        return Double.isFinite(predicted) || Double.isFinite(value) ? Double.POSITIVE_INFINITY : 0;
    }

    /** By {@link StrictMath}, so that every machine decides alike. */
    private static double asinh(double x) {
        double size = Math.abs(x);
        if (Double.isInfinite(size)) {
            return x;
        }
        double result = size < 1e8
                ? StrictMath.log1p(size + size * size / (1 + Math.sqrt(1 + size * size)))
                : StrictMath.log(size) + StrictMath.log(2);
        return Math.copySign(result, x);
    }
}
