package dev.orograph.data;

import dev.orograph.array.Shape;
import java.util.Arrays;

/** Samples in plain arrays: labels, or regression targets. Shared within the package, never changed. */
final class Samples {
    private final float[] inputs;
    private final Shape sampleShape;
    private final long[] labels;
    private final int classes;
    private final float[] targets;
    private final int outputs;

    private Samples(float[] inputs, Shape sampleShape, long[] labels, int classes, float[] targets, int outputs) {
        this.inputs = inputs;
        this.sampleShape = sampleShape;
        this.labels = labels;
        this.classes = classes;
        this.targets = targets;
        this.outputs = outputs;
    }

    static Samples labelled(float[] inputs, Shape sampleShape, long[] labels, int classes) {
        return new Samples(inputs, sampleShape, labels, classes, new float[0], 0);
    }

    static Samples regression(float[] inputs, Shape sampleShape, float[] targets, int outputs) {
        return new Samples(inputs, sampleShape, new long[0], 0, targets, outputs);
    }

    int count() {
        return classes > 0 ? labels.length : targets.length / outputs;
    }

    /** The samples at the given positions as a data set. */
    DataSet select(String name, int[] positions) {
        var chosen = rows(inputs, positions, Math.toIntExact(sampleShape.elements()));
        if (classes > 0) {
            var chosenLabels =
                    Arrays.stream(positions).mapToLong(i -> labels[i]).toArray();
            return DataSet.of(name, chosen, sampleShape, chosenLabels, classes);
        }
        return DataSet.ofRegression(name, chosen, sampleShape, rows(targets, positions, outputs), outputs);
    }

    private static float[] rows(float[] values, int[] positions, int length) {
        var chosen = new float[positions.length * length];
        for (int i = 0; i < positions.length; i++) {
            System.arraycopy(values, positions[i] * length, chosen, i * length, length);
        }
        return chosen;
    }
}
