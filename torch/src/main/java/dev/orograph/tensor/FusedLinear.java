package dev.orograph.tensor;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;

/**
 * An affine map of rows with, if wanted, a ReLU in one pass over memory: oneDNN's {@code mkldnn::_linear_pointwise}. For
 * float32 and, where {@link OneDnn#computes} it, bfloat16; without autograd. Immutable and thread-safe.
 */
public final class FusedLinear {
    private final PrivateOperator operator = new PrivateOperator(OneDnn.LINEAR, "");
    private final PrivateOperator packing = new PrivateOperator(OneDnn.LINEAR_PACKING, "");
    private final IValue relu;
    private final IValue noScalars;
    private final IValue nothing;

    /**
     * @param hasRelu whether max(·, 0) is taken last
     * @throws IllegalStateException if libtorch does not offer it here
     */
    public FusedLinear(boolean hasRelu) {
        try (var scope = new PointerScope()) {
            this.noScalars = PrivateOperator.own(operator.emptyList(4));
            this.relu = PrivateOperator.own(new IValue(hasRelu ? "relu" : "none"));
            this.nothing = PrivateOperator.own(new IValue());
        }
    }

    /**
     * The weights in the order in which oneDNN reads them, to be used in many calls; only {@link #apply} knows what to do
     * with it. Belongs to the current scope.
     *
     * @param weight [outputs, inputs]
     * @param rows number of rows that will enter; others may enter, more slowly
     */
    public Tensor pack(Tensor weight, long rows) {
        try (var scope = new PointerScope()) {
            return Tensors.keep(packing.tensor(new IValue(weight), new IValue(rows)));
        }
    }

    /**
     * rows·weightᵀ + bias, max(·, 0); belongs to the current scope.
     *
     * @param rows [rows, inputs]
     * @param weight [outputs, inputs], fastest {@linkplain #pack packed}
     * @param bias [outputs]
     */
    public Tensor apply(Tensor rows, Tensor weight, Tensor bias) {
        try (var scope = new PointerScope()) {
            return Tensors.keep(
                    operator.tensor(new IValue(rows), new IValue(weight), new IValue(bias), relu, noScalars, nothing));
        }
    }
}
