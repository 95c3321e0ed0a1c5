package dev.orograph.data;

import dev.orograph.array.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Fifty points x ~ N(0, 1), y = .75x² + x + 2 + .3·N(0, 1), on which a linear neuron shows how the parameters of
 * stochastic gradient descent act. Training samples only.
 */
final class ToyRegression implements SampleGenerator {
    private static final int SAMPLES = 50;

    @Override
    public String name() {
        return "toy";
    }

    @Override
    public boolean hasTest() {
        return false;
    }

    @Override
    public Samples samples(boolean test) throws IOException {
        var inputs = new float[SAMPLES];
        var targets = new float[SAMPLES];
        try (var lines =
                new BufferedReader(new InputStreamReader(Resource.open("toy.csv"), StandardCharsets.US_ASCII))) {
            var rows = lines.lines().skip(1).iterator();
            for (int i = 0; i < SAMPLES; i++) {
                var cells = rows.next().split(",", -1);
                inputs[i] = Float.parseFloat(cells[0]);
                targets[i] = Float.parseFloat(cells[1]);
            }
        }
        return Samples.regression(inputs, Shape.of(1), targets, 1);
    }
}
