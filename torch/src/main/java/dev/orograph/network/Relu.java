package dev.orograph.network;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** max(x, 0). */
public record Relu() implements Activation {
    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return torch.relu(input);
    }
}
