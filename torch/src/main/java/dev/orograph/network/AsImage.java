package dev.orograph.network;

import dev.orograph.array.Shape;
import org.bytedeco.pytorch.Tensor;

/** Gives images without a dimension for their one channel that dimension: [height, width] to [1, height, width]. */
public record AsImage() implements Operation {
    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() == 2) {
            return Shape.of(1, input.size(0), input.size(1));
        }
        Windows.requireImage(input);
        return input;
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return input.dim() == 3 ? input.unsqueeze(1) : input;
    }
}
