package dev.orograph.study;

import dev.orograph.measurement.Series;
import dev.orograph.run.Metrics;
import dev.orograph.sweep.TrainedRun;
import dev.orograph.tensor.Layout;
import java.io.IOException;
import java.util.List;

/**
 * A training by epoch, from what it recorded.
 *
 * @param metrics of its steps and epochs
 * @param norms of its checkpoints
 * @param matrices the layers with weights that are no biases or scales, in the network's order
 * @param isDiverged whether its loss or gradient became NaN or infinite
 */
record Dynamics(Metrics metrics, CheckpointNorms norms, List<String> matrices, boolean isDiverged) {
    static final String UPDATE_RATIO = "update_ratio";
    static final String GRADIENT = "gradient_norm";

    Dynamics {
        matrices = List.copyOf(matrices);
    }

    static Dynamics of(TrainedRun run, Layout layout) throws IOException {
        return new Dynamics(
                run.metrics(),
                CheckpointNorms.of(run.folder(), layout),
                DynamicsStudy.matrices(layout),
                run.isDiverged());
    }

    /** What was recorded after every epoch, 0 being the start; empty if it was not. */
    Series after(String quantity, String name) {
        return named(name, metrics.byEpoch("epoch", quantity));
    }

    /** The mean over what was measured at the steps of each epoch, from epoch 1 on; empty if it was not. */
    Series mean(String quantity, String name) {
        return named(name, EpochMeans.of(metrics, quantity));
    }

    /** By how much the training loss fell over each epoch. */
    Series improvement() {
        var loss = after("train_loss", "");
        int count = Math.max(0, loss.size() - 1);
        var epochs = new double[count];
        var fall = new double[count];
        for (int i = 0; i < count; i++) {
            epochs[i] = loss.x(i + 1);
            fall[i] = loss.y(i) - loss.y(i + 1);
        }
        return Series.of("over the epoch", epochs, fall);
    }

    /** The layers of which a quantity was recorded. */
    List<String> layers(String quantity) {
        return metrics.names("step").stream()
                .filter(name -> name.startsWith(quantity + "/"))
                .map(name -> name.substring(quantity.length() + 1))
                .toList();
    }

    /** The same of a quantity of parameters, matrices alone. */
    List<String> matricesOf(String quantity) {
        return layers(quantity).stream().filter(matrices::contains).toList();
    }

    /** Means over the steps of each epoch, layer by layer. */
    List<Series> byLayer(String quantity, List<String> layers) {
        return layers.stream().map(layer -> mean(quantity + "/" + layer, layer)).toList();
    }

    private static Series named(String name, Series series) {
        return Series.of(name, series.x(), series.y());
    }
}
