package dev.orograph.tensor;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A two-dimensional convolution with its bias and, if wanted, an addend and a ReLU in one pass over memory: oneDNN's
 * {@code mkldnn::_convolution_pointwise}, which libtorch offers on processors that oneDNN knows. For float32 and, where
 * {@link OneDnn#computes} it, bfloat16; without autograd. Immutable and thread-safe.
 */
public final class FusedConvolution {
    private final PrivateOperator operator;
    private final PrivateOperator packing;
    private final Addend addend;
    private final IValue padding;
    private final IValue stride;
    private final IValue dilation;
    private final IValue groups;
    private final IValue relu;
    private final IValue add;
    private final IValue noScalars;
    private final IValue nothing;

    /** What is added to the convolution before the ReLU. */
    public enum Addend {
        NONE,
        /** Another tensor, unchanged. */
        READ,
        /** Another tensor, which becomes the result. */
        OVERWRITTEN
    }

    /**
     * The operation of one layer.
     *
     * @param stride rows, columns
     * @param padding rows, columns
     * @param hasRelu whether max(·, 0) is taken last
     * @throws IllegalStateException if libtorch does not offer it here
     */
    public FusedConvolution(long[] stride, long[] padding, long groups, Addend addend, boolean hasRelu) {
        this.addend = addend;
        this.operator = switch (addend) {
            case NONE -> new PrivateOperator(OneDnn.CONVOLUTION, "");
            case READ -> new PrivateOperator(OneDnn.CONVOLUTION, "binary");
            case OVERWRITTEN -> new PrivateOperator(OneDnn.CONVOLUTION + "_", "binary");
        };
        this.packing = new PrivateOperator(OneDnn.CONVOLUTION_PACKING, "");
        boolean hasAddend = addend != Addend.NONE;
        int offset = hasAddend ? 1 : 0;
        try (var scope = new PointerScope()) {
            this.padding = PrivateOperator.own(operator.integers(3 + offset, padding));
            this.stride = PrivateOperator.own(operator.integers(4 + offset, stride));
            this.dilation = PrivateOperator.own(operator.integers(5 + offset, 1, 1));
            this.noScalars = PrivateOperator.own(operator.emptyList(hasAddend ? 11 : 8));
            this.groups = PrivateOperator.own(new IValue(groups));
            this.add = PrivateOperator.own(new IValue("add"));
            this.nothing = PrivateOperator.own(new IValue());
            this.relu =
                    PrivateOperator.own(hasRelu ? new IValue("relu") : hasAddend ? new IValue() : new IValue("none"));
        }
    }

    /**
     * The weights in the order in which oneDNN reads them, to be used in many calls; only {@link #apply} knows what to do
     * with it. Belongs to the current scope.
     *
     * @param weight [filters, channels / groups, height, width]
     * @param input batch, channels, height and width of what will enter; others may enter, more slowly
     */
    public Tensor pack(Tensor weight, long... input) {
        try (var scope = new PointerScope()) {
            return Tensors.keep(
                    packing.tensor(new IValue(weight), padding, stride, dilation, groups, packing.integers(1, input)));
        }
    }

    /**
     * input ∗ weight + bias, + addend, max(·, 0), in channels-last order; belongs to the current scope.
     *
     * @param input [batch, channels, height, width], fastest in channels-last order
     * @param weight [filters, channels / groups, height, width], fastest {@linkplain #pack packed}
     * @param bias [filters]
     * @param other the addend, of the output's shape; null if and only if there is none
     */
    public Tensor apply(Tensor input, Tensor weight, Tensor bias, @Nullable Tensor other) {
        if ((addend == Addend.NONE) != (other == null)) {
            throw new IllegalArgumentException(
                    other == null ? "an addend is missing" : "there is no place for an addend");
        }
        try (var scope = new PointerScope()) {
            return Tensors.keep(other == null ? alone(input, weight, bias) : with(other, input, weight, bias));
        }
    }

    private Tensor alone(Tensor input, Tensor weight, Tensor bias) {
        return operator.tensor(
                new IValue(input),
                new IValue(weight),
                new IValue(bias),
                padding,
                stride,
                dilation,
                groups,
                relu,
                noScalars,
                nothing);
    }

    private Tensor with(Tensor other, Tensor input, Tensor weight, Tensor bias) {
        boolean isFirst = addend == Addend.OVERWRITTEN;
        return operator.tensor(
                new IValue(isFirst ? other : input),
                new IValue(isFirst ? input : other),
                new IValue(weight),
                new IValue(bias),
                padding,
                stride,
                dilation,
                groups,
                add,
                nothing,
                relu,
                noScalars,
                nothing);
    }
}
