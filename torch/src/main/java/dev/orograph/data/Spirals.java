package dev.orograph.data;

import dev.orograph.array.Shape;
import dev.orograph.tensor.RandomStream;

/**
 * Two spirals in the plane: sample i of n is of class i mod 2 and lies at radius t = (⌊i/2⌋ + ½)/⌈n/2⌉ and angle 2π·turns·t
 * + π·class, plus Gaussian noise on both coordinates.
 *
 * @param samples number n in each of the training and the test part, which differ in their noise
 * @param turns revolutions of each arm
 * @param noise standard deviation of the noise
 */
record Spirals(int samples, double turns, double noise, long seed) implements SampleGenerator {
    /** Reads the parameters {@code samples}, {@code turns} and {@code noise}. */
    static Spirals of(NamedParameters parameters, long seed) {
        parameters.allow("samples", "turns", "noise");
        return new Spirals(
                parameters.count("samples", 1000, 2),
                parameters.number("turns", 1.5),
                parameters.number("noise", .02),
                seed);
    }

    @Override
    public String name() {
        return "spirals";
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
        int armLength = (samples + 1) / 2;
        for (int i = 0; i < samples; i++) {
            labels[i] = i % 2;
            int along = i / 2;
            double radius = (along + .5) / armLength;
            double angle = 2 * Math.PI * turns * radius + Math.PI * labels[i];
            inputs[2 * i] = (float) (radius * StrictMath.cos(angle) + noise * random.nextGaussian());
            inputs[2 * i + 1] = (float) (radius * StrictMath.sin(angle) + noise * random.nextGaussian());
        }
        return Samples.labelled(inputs, Shape.of(2), labels, 2);
    }
}
