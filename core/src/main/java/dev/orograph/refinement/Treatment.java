package dev.orograph.refinement;

import dev.orograph.measurement.Convexity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
    private static final Treatment PERCENT = new Treatment(false, 1, 0, 100);
    private static final Treatment OTHER = new Treatment(false, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Where sinh is still finite. */
    private static final double MOST_STRETCHED = 700;

    /**
     * Treatments by the names of quantities: losses ({@code …_loss}) and extreme eigenvalues are judged, or the first
     * quantity where there is neither; accuracies ({@code …_acc}) are percent.
     *
     * @param centre what is known of the values at the centre of the plane
     */
    public static List<Treatment> all(List<String> quantities, Map<String, Double> centre) {
        boolean hasDecisive = quantities.stream().anyMatch(Treatment::isDecisive);
        return quantities.stream()
                .map(name -> isDecisive(name) || (!hasDecisive && name.equals(quantities.get(0)))
                        ? judged(centre.getOrDefault(name, Double.NaN))
                        : name.endsWith("_acc") ? PERCENT : OTHER)
                .toList();
    }

    private static boolean isDecisive(String quantity) {
        return quantity.endsWith("_loss") || Convexity.isEigenvalue(quantity);
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
