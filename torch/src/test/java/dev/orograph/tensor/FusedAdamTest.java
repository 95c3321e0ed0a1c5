package dev.orograph.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusedAdamTest {
    private static final int ELEMENTS = 100_003;

    private static Tensor random(long seed, Precision precision) {
        return RandomStream.of(seed).gaussians(ELEMENTS, precision);
    }

    private static double[] after(FusedAdam adam, Precision precision, int steps) {
        try (var scope = new PointerScope()) {
            var theta = random(0, precision);
            var mean = torch.zeros_like(theta);
            var square = torch.zeros_like(theta);
            var largest = torch.zeros_like(theta);
            for (int step = 1; step <= steps; step++) {
                adam.apply(theta, random(step, precision), mean, square, largest, step, 0.01);
            }
            return Tensors.toDoubles(theta);
        }
    }

    /** One element at a time, as the formulas of arXiv 1412.6980 and 1711.05101 say. */
    private static double[] formula(double decay, boolean isDecoupled, boolean amsgrad, boolean maximize, int steps) {
        try (var scope = new PointerScope()) {
            var theta = Tensors.toDoubles(random(0, Precision.FLOAT64));
            var mean = new double[ELEMENTS];
            var square = new double[ELEMENTS];
            var largest = new double[ELEMENTS];
            for (int step = 1; step <= steps; step++) {
                var gradient = Tensors.toDoubles(random(step, Precision.FLOAT64));
                for (int i = 0; i < ELEMENTS; i++) {
                    double slope = maximize ? -gradient[i] : gradient[i];
                    if (isDecoupled) {
                        theta[i] *= 1 - 0.01 * decay;
                    } else {
                        slope += decay * theta[i];
                    }
                    mean[i] = 0.9 * mean[i] + 0.1 * slope;
                    square[i] = 0.99 * square[i] + 0.01 * slope * slope;
                    largest[i] = Math.max(largest[i], square[i]);
                    double root = Math.sqrt((amsgrad ? largest[i] : square[i]) / (1 - Math.pow(0.99, step)));
                    theta[i] -= 0.01 * mean[i] / (1 - Math.pow(0.9, step)) / (root + 1e-8);
                }
            }
            return theta;
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false, false, false", "0.1, false, true, false", "0.1, true, false, true", "0.1, true, true, false"
    })
    void followsTheFormulas(double decay, boolean isDecoupled, boolean amsgrad, boolean maximize) {
        var adam = new FusedAdam(0.9, 0.99, 1e-8, decay, isDecoupled, amsgrad, maximize);
        assertThat(after(adam, Precision.FLOAT64, 4))
                .containsExactly(formula(decay, isDecoupled, amsgrad, maximize, 4), within(1e-12));
    }

    @Test
    void givesTheSameBitsWithAnyNumberOfThreads() {
        var adam = new FusedAdam(0.9, 0.99, 1e-8, 0, false, false, false);
        int threads = Threads.inCurrentThread();
        try {
            Threads.useInCurrentThread(1);
            var alone = after(adam, Precision.FLOAT32, 3);
            Threads.useInCurrentThread(3);
            assertThat(after(adam, Precision.FLOAT32, 3)).containsExactly(alone);
        } finally {
            Threads.useInCurrentThread(threads);
        }
    }
}
