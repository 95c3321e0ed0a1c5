package dev.orograph.network;

import dev.orograph.array.Shape;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * Every step-th of the values along one dimension, as in shortcuts that take every second pixel.
 *
 * @param dimension of one sample, 0 for channels
 * @param start the first one
 * @param end where to stop, exclusive
 * @param step at least 1
 */
public record Slice(int dimension, long start, long end, long step) implements Operation {
    public Slice {
        if (dimension < 0 || start < 0 || end < start || step < 1) {
            throw new IllegalArgumentException(
                    "there is no slice from " + start + " to " + end + " by " + step + " in dimension " + dimension);
        }
    }

    @Override
    public Shape outputShape(Shape input) {
        if (dimension >= input.rank() || end > input.size(dimension)) {
            throw new IllegalArgumentException("it takes values up to " + end + " in dimension " + dimension
                    + " of a sample, which " + input + " has not");
        }
        var sizes = input.sizes();
        sizes[dimension] = -Math.floorDiv(start - end, step);
        return Shape.of(sizes);
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return input.slice(dimension + 1, new LongOptional(start), new LongOptional(end), step);
    }
}
