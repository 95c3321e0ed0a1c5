package dev.orograph.tensor;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/**
 * A matrix product whose result is known: with {@code A[i][k] = i + k} and {@code B[k][j] = k − j},
 * {@code (AB)[i][j] = S₂ + (i − j)·S₁ − n·i·j} where S₁ and S₂ are the sums of k and k² over k below n. All numbers are
 * whole and small enough to be exact in float32 in any order of summation.
 *
 * @param isExact whether every element is what it should be
 * @param isRepeatable whether a product of fractions agrees with itself to the bit
 * @param seconds that one product of two matrices of {@value #TIMED_SIZE} by {@value #TIMED_SIZE} takes
 */
public record ProductCheck(boolean isExact, boolean isRepeatable, double seconds) {
    private static final int SIZE = 96;
    private static final int TIMED_SIZE = 1024;
    private static final int REPETITIONS = 5;

    /** Multiplies in the calling thread with its own number of threads. */
    public static ProductCheck run() {
        return new ProductCheck(exactProduct(), repeatedProduct(), timedProduct());
    }

    /** Floating-point operations per second of the timed product. */
    public double operationsPerSecond() {
        return 2.0 * TIMED_SIZE * TIMED_SIZE * TIMED_SIZE / seconds;
    }

    private static boolean exactProduct() {
        var a = new float[SIZE * SIZE];
        var b = new float[SIZE * SIZE];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                a[i * SIZE + j] = i + j;
                b[i * SIZE + j] = i - j;
            }
        }
        float[] product;
        try (var scope = new PointerScope()) {
            product = Tensors.toFloats(Tensors.of(a, SIZE, SIZE).matmul(Tensors.of(b, SIZE, SIZE)));
        }
        long sum = (SIZE - 1L) * SIZE / 2;
        long squares = (SIZE - 1L) * SIZE * (2L * SIZE - 1) / 6;
        boolean exact = true;
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                exact &= product[i * SIZE + j] == squares + (i - j) * sum - (long) SIZE * i * j;
            }
        }
        return exact;
    }

    private static boolean repeatedProduct() {
        var fractions = new float[SIZE * SIZE];
        for (int i = 0; i < fractions.length; i++) {
            fractions[i] = (float) Math.sin(i);
        }
        try (var scope = new PointerScope()) {
            var values = Tensors.of(fractions, SIZE, SIZE);
            return values.matmul(values).equal(values.matmul(values));
        }
    }

    /** The best of a few, after one to warm up. */
    private static double timedProduct() {
        try (var scope = new PointerScope()) {
            var values = torch.ones(TIMED_SIZE, TIMED_SIZE);
            values.matmul(values);
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < REPETITIONS; i++) {
                long start = System.nanoTime();
                values.matmul(values);
                best = Math.min(best, (System.nanoTime() - start) / 1e9);
            }
            return best;
        }
    }
}
