package dev.orograph.network;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * x where it is positive, slope·x elsewhere.
 *
 * @param slope on the negative side
 */
public record LeakyRelu(double slope) implements Activation {
    /** torch's default slope, 0.01. */
    public LeakyRelu() {
        this(0.01);
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return torch.leaky_relu(input, new Scalar(slope));
    }
}
