package dev.orograph.optimize;

import dev.orograph.tensor.Precision;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Shampoo's matrix of one dimension of one block, L = εI + Σ mat(G)·mat(G)ᵀ, or its diagonal alone, in float64, and a
 * negative power of it. Its tensors belong to the memory of the whole.
 */
final class Preconditioner {
    private final int dimension;
    private final boolean isMatrix;
    private final double power;
    private final double epsilon;
    private final Tensor sum;
    private final Tensor root;

    Preconditioner(
            Memory memory,
            String name,
            int dimension,
            long size,
            boolean isMatrix,
            double epsilon,
            double power,
            Tensor theta) {
        this.dimension = dimension;
        this.isMatrix = isMatrix;
        this.epsilon = epsilon;
        this.power = power;
        try (var scope = new PointerScope()) {
            var ones = torch.full(new long[] {size}, new Scalar(1.0), Precision.FLOAT64.options());
            var unit = isMatrix ? ones.diag() : ones;
            this.sum = memory.add("preconditioner." + name, unit.mul(new Scalar(epsilon)));
            this.root = memory.add("root." + name, unit.to(theta.scalar_type()));
        }
    }

    /** Adds what one gradient says, and computes the root anew if that is due. */
    void gather(Tensor gradient, boolean isDue) {
        try (var scope = new PointerScope()) {
            var rows = rows(gradient).to(ScalarType.Double);
            sum.add_(isMatrix ? rows.mm(rows.t()) : rows.square().sum(1));
            if (isDue) {
                root.copy_(isMatrix ? matrixPower() : sum.pow(new Scalar(power)));
            }
        }
    }

    /** Eigenvalues are at least ε but for rounding. */
    private Tensor matrixPower() {
        var decomposition = torch.linalg_eigh(sum);
        var values = decomposition.get0().clamp_min(new Scalar(epsilon)).pow(new Scalar(power));
        var vectors = decomposition.get1();
        return vectors.mul(values).mm(vectors.t());
    }

    /** The product of the root with a gradient along this dimension; belongs to the current scope. */
    Tensor times(Tensor gradient) {
        var moved = gradient.transpose(0, dimension);
        var rows = rows(gradient);
        var product = isMatrix ? root.mm(rows) : rows.mul(root.view(-1, 1));
        return product.view(moved.sizes()).transpose(0, dimension);
    }

    /** mat(G): this dimension by all others. */
    private Tensor rows(Tensor gradient) {
        return gradient.transpose(0, dimension).reshape(gradient.size(dimension), -1);
    }
}
