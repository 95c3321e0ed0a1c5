package dev.orograph.network;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** x·σ(x), also known as swish. */
public record Silu() implements Activation {
    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return torch.silu(input);
    }
}
