package dev.orograph.network;

import dev.orograph.array.Shape;
import org.bytedeco.pytorch.Tensor;

/**
 * The same values of each sample, row-major, in another shape.
 *
 * @param shape of one sample
 */
public record Reshape(Shape shape) implements Operation {
    @Override
    public Shape outputShape(Shape input) {
        if (input.elements() != shape.elements()) {
            throw new IllegalArgumentException("it takes " + shape.elements() + " values, not " + input);
        }
        return shape;
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        var sizes = new long[shape.rank() + 1];
        sizes[0] = input.size(0);
        System.arraycopy(shape.sizes(), 0, sizes, 1, shape.rank());
        return input.reshape(sizes);
    }
}
