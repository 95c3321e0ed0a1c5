package dev.orograph.network;

import org.bytedeco.pytorch.Tensor;

/** Nothing: the output is the input. */
public record Identity() implements Activation {
    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return input;
    }
}
