package dev.orograph.study;

import dev.orograph.figure.DynamicsFigures.Curves;
import dev.orograph.figure.DynamicsFigures.LayerMap;
import dev.orograph.figure.DynamicsFigures.Level;
import dev.orograph.measurement.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is drawn of a training, epoch by epoch. */
record DynamicsPanels(Dynamics dynamics) {
    /** Curves in a panel that can still be told apart. */
    private static final int MOST_LAYERS = 10;

    /** Share of dead units that raises an alarm, in percent. */
    private static final double DEAD_ALARM = 50;

    private static final String DEVIATION = "activation_std";
    private static final String DEAD = "dead_units";
    private static final String STEP_RATIO = "mean |Δθ| / mean |θ|";

    /** Losses, gradient, steps and weights of the whole network. */
    List<Curves> whole() {
        return List.of(
                Curves.of(
                        "Loss", "loss", dynamics.after("train_loss", "training"), dynamics.after("test_loss", "test")),
                Curves.of(
                        "Accuracy",
                        "accuracy (%)",
                        dynamics.after("train_accuracy", "training"),
                        dynamics.after("test_accuracy", "test")),
                Curves.of("Fall of the training loss over an epoch", "loss improvement", dynamics.improvement()),
                Curves.of(
                        "Fall of a batch's loss by its step, mean",
                        "loss improvement",
                        dynamics.mean("loss_improvement", "")),
                Curves.of("Gradient norm, mean over an epoch", "‖g‖", dynamics.mean(Dynamics.GRADIENT, "")),
                Curves.of("Weight norm", "‖θ‖", dynamics.norms().norm()),
                Curves.of(
                        "Parameter change over an epoch",
                        "‖θₑ − θₑ₋₁‖",
                        dynamics.norms().change()),
                Curves.of(
                        "Distance from the start", "‖θₑ − θ₀‖", dynamics.norms().distance()));
    }

    /** Gradients and steps of the matrices. */
    List<Curves> layers() {
        return List.of(
                new Curves("Gradient norm", "‖g‖", true, matrices(Dynamics.GRADIENT), List.of()),
                new Curves(
                        "Update ratio",
                        STEP_RATIO,
                        true,
                        matrices(Dynamics.UPDATE_RATIO),
                        List.of(
                                new Level(DynamicsFindings.LEAST_RATIO, "1e-4"),
                                new Level(DynamicsFindings.MOST_RATIO, "1e-2"))),
                new Curves("Length of a step", "‖Δθ‖", true, matrices("update_norm"), List.of()));
    }

    /** The same for all blocks, biases too. */
    List<LayerMap> maps() {
        var gradients = new LayerMap(
                "Gradient norm",
                "‖g‖",
                aligned(dynamics.byLayer(Dynamics.GRADIENT, dynamics.layers(Dynamics.GRADIENT))));
        var ratios = new LayerMap(
                "Update ratio",
                STEP_RATIO,
                aligned(dynamics.byLayer(Dynamics.UPDATE_RATIO, dynamics.layers(Dynamics.UPDATE_RATIO))));
        return List.of(gradients, ratios).stream().filter(LayerMap::isDrawable).toList();
    }

    /** Curvature against what the optimizer bears, and where steps end. */
    List<Curves> stability() {
        return List.of(
                new Curves(
                        "Largest eigenvalue",
                        "λ",
                        true,
                        Curves.drawn(List.of(
                                dynamics.mean("lambda_max", "Hessian"),
                                dynamics.mean("preconditioned_lambda_max", "preconditioned"),
                                dynamics.mean("stability_threshold", "threshold"))),
                        List.of()),
                new Curves(
                        "Where steps end: −1 start, 0 minimum",
                        "α",
                        false,
                        List.of(dynamics.mean("alpha", "")),
                        List.of(new Level(0, "minimum"))));
    }

    /** Outputs of layers and activation functions; with {@link #dead} where both fit into one figure. */
    List<Curves> activations() {
        var all = dynamics.layers(DEVIATION);
        var layers = chosen(all);
        var panels = new ArrayList<>(List.of(
                new Curves(
                        "Standard deviation over batch and units",
                        "standard deviation",
                        true,
                        dynamics.byLayer(DEVIATION, layers),
                        List.of(
                                new Level(DynamicsFindings.LEAST_DEVIATION, "0.5"),
                                new Level(DynamicsFindings.MOST_DEVIATION, "2"))),
                new Curves("Mean", "mean", false, dynamics.byLayer("activation_mean", layers), List.of())));
        if (isShared()) {
            panels.add(dead(layers));
        }
        return panels;
    }

    /** Units that do nothing, where the figure of the activations lacks some of their layers. */
    List<Curves> dead() {
        return isShared() ? List.of() : List.of(dead(chosen(dynamics.layers(DEAD))));
    }

    private boolean isShared() {
        var all = dynamics.layers(DEVIATION);
        return chosen(all).size() == all.size() && all.containsAll(dynamics.layers(DEAD));
    }

    private Curves dead(List<String> layers) {
        return new Curves(
                "ReLU units that are zero for a whole batch",
                "dead units (%)",
                false,
                dynamics.byLayer(DEAD, layers),
                List.of(new Level(DEAD_ALARM, "alarm")));
    }

    private List<Series> matrices(String quantity) {
        return dynamics.byLayer(quantity, chosen(dynamics.matricesOf(quantity)));
    }

    /** Evenly from the first to the last. */
    private static List<String> chosen(List<String> layers) {
        int count = Math.min(MOST_LAYERS, layers.size());
        var chosen = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            chosen.add(layers.get(count == 1 ? 0 : i * (layers.size() - 1) / (count - 1)));
        }
        return chosen;
    }

    /** At the epochs of the first, NaN where a layer has no value, such as the ratio of one that is zero. */
    private static List<Series> aligned(List<Series> layers) {
        var epochs = Extremes.greatest(layers).x();
        return layers.stream()
                .map(layer -> {
                    var values = new double[epochs.length];
                    Arrays.fill(values, Double.NaN);
                    for (int i = 0; i < layer.size(); i++) {
                        values[Arrays.binarySearch(epochs, layer.x(i))] = layer.y(i);
                    }
                    return Series.of(layer.name(), epochs, values);
                })
                .toList();
    }
}
