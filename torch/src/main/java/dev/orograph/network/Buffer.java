package dev.orograph.network;

import dev.orograph.array.Shape;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * One tensor of state that a layer has.
 *
 * @param name within the layer, such as {@code running_mean}
 * @param shape native shape
 * @param initial value of every element at the start
 * @param isCounter an int64 counter; a float32 tensor otherwise
 */
public record Buffer(String name, Shape shape, double initial, boolean isCounter) {
    /** A new tensor with the initial values; belongs to the current scope. */
    Tensor create() {
        return torch.zeros(shape.sizes()).add(new Scalar(initial)).to(isCounter ? ScalarType.Long : ScalarType.Float);
    }
}
