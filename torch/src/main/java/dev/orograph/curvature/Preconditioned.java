package dev.orograph.curvature;

import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * An operator as an optimizer sees it that divides each element of its steps by a number of its own: D^(−½)·A·D^(−½), which
 * has the eigenvalues of D⁻¹A.
 *
 * @param operator A
 * @param inverseRoot the diagonal of D^(−½), [size], of the operator's type; borrowed
 */
public record Preconditioned(SymmetricOperator operator, Tensor inverseRoot) implements SymmetricOperator {
    public Preconditioned {
        if (inverseRoot.numel() != operator.size()) {
            throw new IllegalArgumentException("a preconditioner of " + inverseRoot.numel()
                    + " elements for an operator of size " + operator.size());
        }
    }

    @Override
    public long size() {
        return operator.size();
    }

    @Override
    public Precision precision() {
        return operator.precision();
    }

    @Override
    public Tensor apply(Tensor vector) {
        try (var scope = new PointerScope()) {
            return Tensors.keep(operator.apply(vector.mul(inverseRoot)).mul(inverseRoot));
        }
    }
}
