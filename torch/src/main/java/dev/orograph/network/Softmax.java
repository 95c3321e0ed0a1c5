package dev.orograph.network;

import dev.orograph.array.Shape;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Class probabilities, over the last dimension. */
public record Softmax() implements Operation {
    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return torch.softmax(input, -1);
    }
}
