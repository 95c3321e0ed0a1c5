package dev.orograph.curvature;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * An operator's diagonal, from products with random vectors z of signs: E z⊙Az.
 *
 * <p>Source: Bekas, Kokiopoulou, Saad 2007, doi:10.1016/j.apnum.2007.01.003.
 *
 * @param diagonal [size], float64
 * @param standardError of each element, [size], float64
 * @param products how many it took
 */
public record DiagonalEstimate(Tensor diagonal, Tensor standardError, int products) implements AutoCloseable {
    /**
     * Draws vectors.
     *
     * @param vectors how many, at least 2
     * @return to be closed by the caller; empty if the listener stopped it
     */
    public static Optional<DiagonalEstimate> of(SymmetricOperator operator, int vectors, long seed, Listener listener) {
        if (vectors < 2) {
            throw new IllegalArgumentException(vectors + " random vectors; a standard error needs at least 2");
        }
        try (var scope = new PointerScope()) {
            var sum = zeros(operator.size());
            var squares = zeros(operator.size());
            for (int i = 0; i < vectors; i++) {
                if (listener.isCancelled()) {
                    return Optional.empty();
                }
                try (var inner = new PointerScope()) {
                    var vector = Hutchinson.vector(operator, seed, i);
                    var elements = operator.apply(vector).mul(vector).to(ScalarType.Double);
                    sum.add_(elements);
                    squares.addcmul_(elements, elements);
                }
                listener.onProgress(new Progress("diagonal", i + 1L, vectors, "product", ""));
            }
            double count = vectors;
            var mean = sum.div(new Scalar(count));
            var variance = squares.div(new Scalar(count)).sub(mean.mul(mean)).clamp_min(new Scalar(0.0));
            var error = torch.sqrt(variance.div(new Scalar(count - 1)));
            return Optional.of(new DiagonalEstimate(Tensors.own(mean), Tensors.own(error), vectors));
        }
    }

    private static Tensor zeros(long size) {
        return torch.empty(new long[] {size}, Precision.FLOAT64.options(), null).zero_();
    }

    @Override
    public void close() {
        diagonal.close();
        standardError.close();
    }
}
