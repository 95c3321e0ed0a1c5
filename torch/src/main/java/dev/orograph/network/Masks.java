package dev.orograph.network;

import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/** Random masks of dropout, the same wherever seed, step and layer are the same. */
final class Masks {
    private Masks() {}

    static void requireShare(double probability) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException("dropout " + probability + " must be at least 0 and below 1");
        }
    }

    /**
     * A tensor of the input's type whose elements are 0 with the given probability and 1/(1 − probability) otherwise:
     * element i is 0 if the i-th uniform number of the stream (seed, step, layer) is below the probability.
     */
    static Tensor draw(double probability, Tensor input, Operands operands, long... sizes) {
        long count = 1;
        for (long size : sizes) {
            count *= size;
        }
        var mode = operands.mode();
        var stream = RandomStream.of(mode.dropoutSeed(), mode.step(), operands.index());
        float kept = (float) (1 / (1 - probability));
        var values = new float[Math.toIntExact(count)];
        for (int i = 0; i < values.length; i++) {
            values[i] = stream.nextDouble() < probability ? 0 : kept;
        }
        return Tensors.of(values, sizes).to(input.device(), input.scalar_type());
    }
}
