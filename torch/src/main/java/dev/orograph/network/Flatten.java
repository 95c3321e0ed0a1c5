package dev.orograph.network;

import dev.orograph.array.Shape;
import org.bytedeco.pytorch.Tensor;

/** All values of a sample in one row. */
public record Flatten() implements Operation {
    @Override
    public Shape outputShape(Shape input) {
        return Shape.of(input.elements());
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return input.dim() == 2 ? input : input.flatten(1, -1);
    }
}
