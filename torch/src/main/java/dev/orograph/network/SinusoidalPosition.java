package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * Adds to number j of the token at position p of a sequence [length, width] sin(p·w) for even j and cos(p·w) for odd j,
 * with w = 10000^(−2⌊j/2⌋/width) (Vaswani et al. 2017, arXiv:1706.03762, section 3.5). Has no parameters.
 */
public record SinusoidalPosition() implements Operation {
    private static final double LONGEST = 10_000;

    @Override
    public Shape outputShape(Shape input) {
        Tokens.require(input);
        return input;
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        int length = Math.toIntExact(input.size(1));
        int width = Math.toIntExact(input.size(2));
        return input.add(Tensors.of(waves(length, width), length, width).to(input.device(), input.scalar_type()));
    }

    private static double[] waves(int length, int width) {
        var waves = new double[length * width];
        for (int i = 0; i < waves.length; i++) {
            int position = i / width;
            int pair = i % width / 2;
            double angle = position * StrictMath.pow(LONGEST, -2.0 * pair / width);
            waves[i] = i % width % 2 == 0 ? StrictMath.sin(angle) : StrictMath.cos(angle);
        }
        return waves;
    }
}
