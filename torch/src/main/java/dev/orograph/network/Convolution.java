package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.BlockKind;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A two-dimensional convolution (cross-correlation, as in every framework) with zero margins.
 *
 * @param inputs number of input channels
 * @param outputs number of output channels (filters)
 * @param kernel size of a filter
 * @param stride step of the filter
 * @param padding margin of zeros on each side
 * @param groups how many parts the channels are divided into; each part sees only its own
 * @param hasBias whether each output channel has an additive term
 */
public record Convolution(
        long inputs, long outputs, Extent kernel, Extent stride, Extent padding, long groups, boolean hasBias)
        implements Operation {
    public Convolution {
        Windows.requireSizes("a convolution", kernel, stride);
        if (inputs < 1 || outputs < 1 || groups < 1 || inputs % groups != 0 || outputs % groups != 0) {
            throw new IllegalArgumentException("a convolution from " + inputs + " to " + outputs
                    + " channels cannot be divided into " + groups + " groups");
        }
    }

    /** One with square windows, one group and no bias, as before a batch normalisation. */
    public static Convolution square(long inputs, long outputs, long kernel, long stride, long padding) {
        return new Convolution(
                inputs, outputs, Extent.square(kernel), Extent.square(stride), Extent.square(padding), 1, false);
    }

    /** The same with or without a bias. */
    public Convolution withBias(boolean bias) {
        return new Convolution(inputs, outputs, kernel, stride, padding, groups, bias);
    }

    @Override
    public List<Parameter> parameters() {
        long perGroup = inputs / groups;
        long fanIn = perGroup * kernel.height() * kernel.width();
        var weight = Parameter.uniform(
                "weight", BlockKind.WEIGHT, fanIn, outputs, perGroup, kernel.height(), kernel.width());
        return hasBias ? List.of(weight, Parameter.uniform("bias", BlockKind.BIAS, fanIn, outputs)) : List.of(weight);
    }

    @Override
    public Shape outputShape(Shape input) {
        Windows.requireImage(input);
        if (input.size(0) != inputs) {
            throw new IllegalArgumentException("it takes " + inputs + " channels, not those of " + input);
        }
        return Windows.slide(input, outputs, kernel, stride, padding);
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        var bias = hasBias ? new TensorOptional(operands.parameter(1)) : new TensorOptional();
        return convolve(input, operands.parameter(0), bias);
    }

    /** The convolution with other weights than the network's, and with a bias or without. */
    Tensor convolve(Tensor input, Tensor weight, TensorOptional bias) {
        long[] undilated = {1, 1};
        return torch.conv2d(input, weight, bias, stride.sizes(), padding.sizes(), undilated, groups);
    }
}
