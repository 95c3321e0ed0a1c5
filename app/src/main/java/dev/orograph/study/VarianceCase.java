package dev.orograph.study;

import dev.orograph.measurement.Histogram;
import dev.orograph.network.InitializationRecipe;
import dev.orograph.objective.LayerSignal;
import dev.orograph.report.Numbers;
import java.util.List;
import java.util.function.Function;

/**
 * One activation with one start, and what goes through its layers.
 *
 * @param activation name; empty where the network has its own
 * @param layers in the order they run, at least one
 */
record VarianceCase(String activation, InitializationRecipe start, List<LayerSignal> layers) {
    /** A variance that changes by less over all layers is kept. */
    static final double KEPT = 4;

    VarianceCase {
        layers = List.copyOf(layers);
    }

    String name() {
        return activation.isEmpty() ? start.text() : activation + ", " + start.text();
    }

    /** Variances of the layers' outputs before the activation, from the first layer to the last. */
    double[] outputs() {
        return variances(LayerSignal::outputs);
    }

    double[] gradients() {
        return variances(LayerSignal::gradients);
    }

    private double[] variances(Function<LayerSignal, Histogram> quantity) {
        return layers.stream()
                .mapToDouble(layer -> quantity.apply(layer).undefined() > 0
                        ? Double.NaN
                        : quantity.apply(layer).variance())
                .toArray();
    }

    /**
     * Whether a variance is kept from layer to layer, and by what factor the last differs from the first where it is not.
     *
     * @param variances from the first layer to the last
     */
    static String verdict(double[] variances) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (double variance : variances) {
            if (!Double.isFinite(variance)) {
                return "not finite";
            }
            least = Math.min(least, variance);
            most = Math.max(most, variance);
        }
        if (least == 0) {
            return "is 0";
        }
        if (most / least < KEPT) {
            return "kept";
        }
        double change = variances[variances.length - 1] / variances[0];
        if (change > 1 / KEPT && change < KEPT) {
            return "varies ×" + Numbers.text(most / least, 2);
        }
        return (change < 1 ? "shrinks ÷" : "grows ×") + Numbers.text(Math.max(change, 1 / change), 2);
    }

    /** Whether the outputs keep their variance. */
    boolean keepsOutputs() {
        return verdict(outputs()).equals("kept");
    }
}
