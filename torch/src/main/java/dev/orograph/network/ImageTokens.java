package dev.orograph.network;

import dev.orograph.array.Shape;
import org.bytedeco.pytorch.Tensor;

/** The pixels of an image as a sequence, row by row: [channels, height, width] to [height·width, channels]. */
public record ImageTokens() implements Operation {
    @Override
    public Shape outputShape(Shape input) {
        Windows.requireImage(input);
        return Shape.of(input.size(1) * input.size(2), input.size(0));
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return input.flatten(2, 3).transpose(1, 2);
    }
}
