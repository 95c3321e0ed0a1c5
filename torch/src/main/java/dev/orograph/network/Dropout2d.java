package dev.orograph.network;

import dev.orograph.array.Shape;
import org.bytedeco.pytorch.Tensor;

/**
 * Dropout of whole channels of images (Tompson et al. 2015, arXiv:1411.4280).
 *
 * @param probability of an empty channel, at least 0 and below 1
 */
public record Dropout2d(double probability) implements Operation {
    public Dropout2d {
        Masks.requireShare(probability);
    }

    @Override
    public Shape outputShape(Shape input) {
        Windows.requireImage(input);
        return input;
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        if (!operands.mode().hasDropout() || probability == 0) {
            return input;
        }
        return input.mul(Masks.draw(probability, input, operands, input.size(0), input.size(1), 1, 1));
    }
}
