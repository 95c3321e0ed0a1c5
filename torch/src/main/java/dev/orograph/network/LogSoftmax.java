package dev.orograph.network;

import dev.orograph.array.Shape;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Logarithms of the class probabilities, over the last dimension; what the negative log-likelihood takes. */
public record LogSoftmax() implements Operation {
    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return torch.log_softmax(input, -1);
    }
}
