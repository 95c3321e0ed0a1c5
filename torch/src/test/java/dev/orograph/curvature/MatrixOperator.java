package dev.orograph.curvature;

import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A symmetric matrix that is written out, of given eigenvalues. */
final class MatrixOperator implements SymmetricOperator {
    private final Tensor matrix;
    private final Precision precision;
    private int products;

    private MatrixOperator(Tensor matrix, Precision precision) {
        this.matrix = matrix;
        this.precision = precision;
    }

    /** QΛQᵀ with random orthogonal Q; its tensors belong to the current scope. */
    static MatrixOperator of(long seed, Precision precision, double... eigenvalues) {
        try (var scope = new PointerScope()) {
            long size = eigenvalues.length;
            var random = RandomStream.of(seed).gaussians(size * size, Precision.FLOAT64);
            var q = torch.linalg_qr(random.view(size, size)).get0();
            var matrix = q.mul(Tensors.of(eigenvalues, size)).mm(q.t());
            return new MatrixOperator(Tensors.keep(matrix.to(precision.scalarType())), precision);
        }
    }

    /** That matrix, in float64. */
    static MatrixOperator of(Tensor matrix) {
        return new MatrixOperator(matrix, Precision.FLOAT64);
    }

    static MatrixOperator of(long seed, double... eigenvalues) {
        return of(seed, Precision.FLOAT64, eigenvalues);
    }

    Tensor matrix() {
        return matrix;
    }

    int products() {
        return products;
    }

    @Override
    public long size() {
        return matrix.size(0);
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public Tensor apply(Tensor vector) {
        products++;
        try (var scope = new PointerScope()) {
            return Tensors.keep(matrix.mv(vector));
        }
    }
}
