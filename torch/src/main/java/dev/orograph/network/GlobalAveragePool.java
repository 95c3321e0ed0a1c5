package dev.orograph.network;

import dev.orograph.array.Shape;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The mean of each channel of an image: [channels, height, width] to [channels, 1, 1]. */
public record GlobalAveragePool() implements Operation {
    @Override
    public Shape outputShape(Shape input) {
        Windows.requireImage(input);
        return Shape.of(input.size(0), 1, 1);
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return torch.adaptive_avg_pool2d(input, 1, 1);
    }
}
