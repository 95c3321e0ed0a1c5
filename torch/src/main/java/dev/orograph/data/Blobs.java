package dev.orograph.data;

import dev.orograph.array.Shape;
import dev.orograph.tensor.RandomStream;

/**
 * Gaussian clouds in the plane: sample i is of class c = i mod k, around the centre at angle 2πc/k of the unit circle.
 *
 * @param samples number in each of the training and the test part
 * @param classes number k of clouds
 * @param spread standard deviation of a cloud in each coordinate
 */
record Blobs(int samples, int classes, double spread, long seed) implements SampleGenerator {
    /** Reads the parameters {@code samples}, {@code classes} and {@code spread}. */
    static Blobs of(NamedParameters parameters, long seed) {
        parameters.allow("samples", "classes", "spread");
        return new Blobs(
                parameters.count("samples", 1000, 2),
                parameters.count("classes", 3, 2),
                parameters.number("spread", .3),
                seed);
    }

    @Override
    public String name() {
        return "blobs";
    }

    @Override
    public boolean hasTest() {
        return true;
    }

    @Override
    public Samples samples(boolean test) {
        var random = RandomStream.of(seed, test ? 1 : 0);
        var inputs = new float[2 * samples];
        var labels = new long[samples];
        for (int i = 0; i < samples; i++) {
            labels[i] = i % classes;
            double angle = 2 * Math.PI * labels[i] / classes;
            inputs[2 * i] = (float) (StrictMath.cos(angle) + spread * random.nextGaussian());
            inputs[2 * i + 1] = (float) (StrictMath.sin(angle) + spread * random.nextGaussian());
        }
        return Samples.labelled(inputs, Shape.of(2), labels, classes);
    }
}
