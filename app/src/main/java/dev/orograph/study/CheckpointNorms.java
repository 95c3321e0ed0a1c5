package dev.orograph.study;

import dev.orograph.array.NamedArrays;
import dev.orograph.measurement.Series;
import dev.orograph.run.RunFolder;
import dev.orograph.tensor.Layout;
import java.io.IOException;

/**
 * How long the parameters are after every epoch and how far they have come: Euclidean norms of the whole vector, of what
 * the run kept.
 *
 * @param norm ‖θₑ‖, from the start on
 * @param change ‖θₑ − θₑ₋₁‖, from epoch 1 on
 * @param distance ‖θₑ − θ₀‖, from the start on
 */
record CheckpointNorms(Series norm, Series change, Series distance) {
    static CheckpointNorms of(RunFolder run, Layout layout) throws IOException {
        var checkpoints = run.checkpoints();
        int count = checkpoints.size();
        var epochs = checkpoints.stream()
                .mapToDouble(checkpoint -> checkpoint.epoch())
                .toArray();
        var norm = new double[count];
        var distance = new double[count];
        var change = new double[Math.max(0, count - 1)];
        var later = new double[Math.max(0, count - 1)];
        double[] start = {};
        double[] before = {};
        for (int i = 0; i < count; i++) {
            var theta = theta(run.weights(checkpoints.get(i).epoch()), layout);
            if (i == 0) {
                start = theta;
            } else {
                change[i - 1] = distance(theta, before);
                later[i - 1] = epochs[i];
            }
            norm[i] = distance(theta, new double[theta.length]);
            distance[i] = distance(theta, start);
            before = theta;
        }
        return new CheckpointNorms(
                Series.of("norm", epochs, norm),
                Series.of("over the epoch", later, change),
                Series.of("from the start", epochs, distance));
    }

    /** Without the statistics that lie beside the parameters. */
    private static double[] theta(NamedArrays weights, Layout layout) throws IOException {
        var theta = new double[Math.toIntExact(layout.elements())];
        int at = 0;
        for (var block : layout.blocks()) {
            var array = weights.find(block.name());
            if (array == null) {
                throw new IOException("a checkpoint of the run lacks " + block.name());
            }
            var values = array.toDoubles();
            System.arraycopy(values, 0, theta, at, values.length);
            at += values.length;
        }
        return theta;
    }

    private static double distance(double[] one, double[] other) {
        double squares = 0;
        for (int i = 0; i < one.length; i++) {
            squares += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return Math.sqrt(squares);
    }
}
