package dev.orograph.network;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** 1/(1 + e⁻ˣ). */
public record Sigmoid() implements Activation {
    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return torch.sigmoid(input);
    }
}
