package dev.orograph.curvature;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import dev.orograph.tensor.Tensors;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** All eigenvalues of a small operator, from its whole matrix: one product for each column. */
public final class ExactSpectrum {
    /** Rows above which the matrix takes too long to decompose: 5,000 are 200 MB and about a minute. */
    public static final int MOST = 5_000;

    private ExactSpectrum() {}

    /**
     * The matrix, made symmetric, in float64; empty if the listener stopped it. Belongs to the current scope.
     *
     * @return [size, size]
     * @throws IllegalArgumentException if the operator has more than {@link #MOST} rows
     */
    public static Optional<Tensor> matrix(SymmetricOperator operator, Listener listener) {
        if (operator.size() > MOST) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the exact spectrum of %,d parameters is out of reach; at most %,d are possible",
                    operator.size(),
                    MOST));
        }
        try (var scope = new PointerScope()) {
            long size = operator.size();
            var unit = torch.empty(new long[] {size}, operator.precision().options(), null);
            var matrix = torch.zeros(size, size).to(ScalarType.Double);
            for (long column = 0; column < size; column++) {
                if (listener.isCancelled()) {
                    return Optional.empty();
                }
                try (var inner = new PointerScope()) {
                    unit.zero_().narrow(0, column, 1).fill_(new Scalar(1.0));
                    matrix.select(0, column).copy_(operator.apply(unit));
                }
                listener.onProgress(new Progress("exact spectrum", column + 1, size, "product", ""));
            }
            return Optional.of(Tensors.keep(matrix.add(matrix.t()).mul(new Scalar(0.5))));
        }
    }

    /**
     * All eigenvalues, ascending; empty if the listener stopped it.
     *
     * @throws IllegalArgumentException if the operator has more than {@link #MOST} rows
     */
    public static Optional<double[]> eigenvalues(SymmetricOperator operator, Listener listener) {
        try (var scope = new PointerScope()) {
            return matrix(operator, listener)
                    .map(matrix -> Tensors.toDoubles(torch.linalg_eigh(matrix).get0()));
        }
    }
}
