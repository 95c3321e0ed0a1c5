package dev.orograph.network;

import dev.orograph.array.Shape;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The mean of the values under a sliding window.
 *
 * @param kernel size of the window
 * @param stride its step
 * @param padding margin of zeros on each side, counted in the mean
 */
public record AveragePool(Extent kernel, Extent stride, Extent padding) implements Operation {
    public AveragePool {
        Windows.requireSizes("a pooling", kernel, stride);
    }

    /** Windows of side {@code side} beside one another. */
    public AveragePool(long side) {
        this(Extent.square(side), Extent.square(side), Extent.NONE);
    }

    @Override
    public Shape outputShape(Shape input) {
        Windows.requireImage(input);
        return Windows.slide(input, input.size(0), kernel, stride, padding);
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return torch.avg_pool2d(
                input, kernel.sizes(), stride.sizes(), padding.sizes(), false, true, new LongOptional());
    }
}
