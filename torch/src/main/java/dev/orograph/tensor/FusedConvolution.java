package dev.orograph.tensor;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.OperatorName;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A two-dimensional convolution with its bias and, if wanted, an addend and a ReLU in one pass over memory:
 * oneDNN's {@code mkldnn::_convolution_pointwise}, which libtorch offers on processors that oneDNN knows. For float32
 * and bfloat16, without autograd. Immutable and thread-safe.
 */
public final class FusedConvolution {
    private static final String NAME = "mkldnn::_convolution_pointwise";
    private static final String WITH_ADDEND = "binary";

    private final OperatorHandle operator;
    private final boolean hasAddend;
    private final IValue padding;
    private final IValue stride;
    private final IValue dilation;
    private final IValue groups;
    private final IValue relu;
    private final IValue add;
    private final IValue noScalars;
    private final IValue nothing;

    /**
     * The operation of one layer.
     *
     * @param stride rows, columns
     * @param padding rows, columns
     * @param hasAddend whether another tensor is added before the ReLU
     * @param hasRelu whether max(·, 0) is taken last
     * @throws IllegalStateException if libtorch does not offer it here
     */
    public FusedConvolution(long[] stride, long[] padding, long groups, boolean hasAddend, boolean hasRelu) {
        if (!isAvailable()) {
            throw new IllegalStateException("libtorch has no " + NAME + " on this machine");
        }
        this.hasAddend = hasAddend;
        try (var scope = new PointerScope()) {
            var handle = Dispatcher.singleton().findSchemaOrThrow(NAME, hasAddend ? WITH_ADDEND : "");
            this.operator = own(handle);
            int offset = hasAddend ? 1 : 0;
            this.padding = own(integers(handle, 3 + offset, padding));
            this.stride = own(integers(handle, 4 + offset, stride));
            this.dilation = own(integers(handle, 5 + offset, new long[] {1, 1}));
            this.groups = own(new IValue(groups));
            this.add = own(new IValue("add"));
            this.nothing = own(new IValue());
            this.relu = own(hasRelu ? new IValue("relu") : hasAddend ? new IValue() : new IValue("none"));
            this.noScalars = own(new IValue(list(handle, hasAddend ? 11 : 8)));
        }
    }

    /** Whether libtorch offers it on this machine. */
    public static boolean isAvailable() {
        try (var scope = new PointerScope()) {
            return Dispatcher.singleton().findSchema(new OperatorName(NAME, "")).has_value();
        }
    }

    private static GenericList list(OperatorHandle handle, int argument) {
        return new GenericList(
                handle.schema().arguments().getPointer(argument).type().access().containedType(0));
    }

    private static IValue integers(OperatorHandle handle, int argument, long[] values) {
        var list = list(handle, argument);
        for (long value : values) {
            list.push_back(new IValue(value));
        }
        return new IValue(list);
    }

    /** Takes a pointer out of the current scope; it lives as long as this object. */
    private static <P extends Pointer> P own(P pointer) {
        var scope = PointerScope.getInnerScope();
        if (scope != null) {
            pointer.retainReference();
            scope.detach(pointer);
        }
        return pointer;
    }

    /**
     * input ∗ weight + bias, + addend, max(·, 0); belongs to the current scope.
     *
     * @param input [batch, channels, height, width], fastest in channels-last order
     * @param weight [filters, channels / groups, height, width]
     * @param bias [filters]
     * @param addend of the output's shape; null if and only if this has none
     */
    public Tensor apply(Tensor input, Tensor weight, Tensor bias, @Nullable Tensor addend) {
        if (hasAddend != (addend != null)) {
            throw new IllegalArgumentException(hasAddend ? "an addend is missing" : "there is no place for an addend");
        }
        try (var scope = new PointerScope()) {
            var stack = addend == null
                    ? new IValueVector(
                            new IValue(input),
                            new IValue(weight),
                            new IValue(bias),
                            padding,
                            stride,
                            dilation,
                            groups,
                            relu,
                            noScalars,
                            nothing)
                    : new IValueVector(
                            new IValue(input),
                            new IValue(addend),
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
            operator.callBoxed(stack);
            return Tensors.keep(stack.get(0).toTensor());
        }
    }
}
