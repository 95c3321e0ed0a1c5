package dev.orograph.network;

import dev.orograph.array.Shape;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The largest value under a sliding window.
 *
 * @param kernel size of the window
 * @param stride its step
 * @param padding margin on each side, never the largest; at most half the window
 */
public record MaxPool(Extent kernel, Extent stride, Extent padding) implements Operation {
    public MaxPool {
        Windows.requireSizes("a pooling", kernel, stride);
    }

    /** Windows of side {@code side} beside one another. */
    public MaxPool(long side) {
        this(Extent.square(side), Extent.square(side), Extent.NONE);
    }

    @Override
    public Shape outputShape(Shape input) {
        Windows.requireImage(input);
        return Windows.slide(input, input.size(0), kernel, stride, padding);
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        long[] undilated = {1, 1};
        return torch.max_pool2d(input, kernel.sizes(), stride.sizes(), padding.sizes(), undilated, false);
    }
}
