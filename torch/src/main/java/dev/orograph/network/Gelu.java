package dev.orograph.network;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** x·Φ(x) with the exact normal distribution function Φ (Hendrycks and Gimpel 2016, arXiv:1606.08415). */
public record Gelu() implements Activation {
    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return torch.gelu(input);
    }
}
