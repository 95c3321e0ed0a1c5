package dev.orograph.network;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The hyperbolic tangent. */
public record Tanh() implements Activation {
    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return torch.tanh(input);
    }
}
