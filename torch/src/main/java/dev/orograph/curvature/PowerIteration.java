package dev.orograph.curvature;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.spectrum.Eigenvalue;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The eigenvalues of largest magnitude, one after the other, by repeated products, as PyHessian finds them: v ← Av / (‖Av‖
 * + 1e-6), orthogonal to the vectors before, until vᵀAv changes by less than the tolerance relative to itself. For
 * comparison with {@link Lanczos}, which needs a fraction of the products.
 *
 * <p>Source: Yao, Gholami, Keutzer, Mahoney 2020, arXiv 1912.07145, and its code.
 *
 * @param count how many pairs, at least 1
 * @param tolerance relative change that ends an iteration; PyHessian's is 1e-3
 * @param mostIterations for each pair; PyHessian's is 100
 * @param seed of the random starts
 */
public record PowerIteration(int count, double tolerance, int mostIterations, long seed) {
    private static final double GUARD = 1e-6;
    private static final long START = 0x706f776572L;

    public PowerIteration {
        if (count < 1 || mostIterations < 1) {
            throw new IllegalArgumentException(
                    count + " eigenpairs by " + mostIterations + " iterations; need at least one of each");
        }
    }

    /** PyHessian's settings. */
    public static PowerIteration top(int count) {
        return new PowerIteration(count, 1e-3, 100, 0);
    }

    /**
     * Searches. If the listener stops it, the result holds the pairs that were found.
     *
     * @return to be closed by the caller; residuals are exact up to rounding and cost nothing more; rank is not assured
     * @throws IllegalArgumentException if the operator has fewer eigenpairs
     */
    public Eigenpairs solve(SymmetricOperator operator, Listener listener) {
        if (count > operator.size()) {
            throw new IllegalArgumentException(
                    count + " eigenpairs exceed the operator's size " + operator.size() + "; ask for at most that");
        }
        try (var scope = new PointerScope()) {
            var vectors = new ArrayList<Tensor>();
            var values = new ArrayList<Eigenvalue>();
            int products = 0;
            var outcome = Outcome.COMPLETED;
            while (values.size() < count) {
                var search = new Search(operator, vectors, products, listener);
                products = search.products;
                if (listener.isCancelled()) {
                    outcome = Outcome.CANCELLED;
                    break;
                }
                values.add(search.eigenvalue());
                vectors.add(search.vector);
            }
            vectors.forEach(scope::attach);
            var stacked = vectors.isEmpty()
                    ? torch.empty(
                            new long[] {0, operator.size()},
                            operator.precision().options(),
                            null)
                    : torch.stack(new TensorVector(vectors.toArray(Tensor[]::new)), 0);
            Lanczos.orient(stacked);
            return new Eigenpairs(values, Tensors.own(stacked), products, false, 0, outcome);
        }
    }

    /** The search of one pair. */
    private final class Search {
        private Tensor vector;
        private double value = Double.NaN;
        private double residual = Double.NaN;
        private boolean hasSettled;
        private int products;

        Search(SymmetricOperator operator, List<Tensor> before, int productsBefore, Listener listener) {
            this.products = productsBefore;
            try (var scope = new PointerScope()) {
                var start =
                        RandomStream.of(seed, START, before.size()).gaussians(operator.size(), operator.precision());
                this.vector = Tensors.own(start.div(start.norm()));
            }
            for (int i = 0; i < mostIterations && !hasSettled && !listener.isCancelled(); i++) {
                try (var scope = new PointerScope()) {
                    var next = Tensors.own(iterate(operator, before));
                    vector.close();
                    vector = next;
                }
                listener.onProgress(new Progress("power iteration", ++products, -1, "product", ""));
            }
        }

        private Tensor iterate(SymmetricOperator operator, List<Tensor> before) {
            var normal = orthogonal(vector, before);
            normal.div_(normal.norm().add(new Scalar(GUARD)));
            var product = operator.apply(normal);
            double next = normal.dot(product).item_double();
            residual = product.sub(normal.mul(new Scalar(next))).norm().item_double();
            hasSettled = Math.abs(next - value) / (Math.abs(value) + GUARD) < tolerance;
            value = next;
            return hasSettled ? normal : product.div(product.norm().add(new Scalar(GUARD)));
        }

        private Tensor orthogonal(Tensor tensor, List<Tensor> before) {
            var result = tensor.clone();
            for (var other : before) {
                result.sub_(other.mul(result.dot(other)));
            }
            return result;
        }

        Eigenvalue eigenvalue() {
            return new Eigenvalue(value, residual, hasSettled);
        }
    }
}
