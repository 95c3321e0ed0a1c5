package dev.orograph.curvature;

import dev.orograph.objective.FiniteSum;
import dev.orograph.tensor.Crew;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.ResidentMemory;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * The curvature of a sum at one θ: the sum of its terms' matrices, each with its weight. Each thread takes terms, one at a
 * time; the graphs of as many as memory allows are kept from product to product, so that a product costs one backward pass
 * through each. Results do not depend on the number of threads, nor on how many graphs are kept.
 *
 * <p>Memory: a product takes 2 vectors of the operator's type and one of float64, one vector and one term's graph per
 * thread, and the kept graphs.
 */
public final class CurvatureOperator implements SymmetricOperator, AutoCloseable {
    private final Curvature curvature;
    private final Tensor theta;
    private final Precision precision;
    private final Crew crew;
    private final List<FiniteSum> functions = new ArrayList<>();
    private final Map<Integer, TermProduct> kept = new HashMap<>();
    private final Budget budget;

    private CurvatureOperator(
            Curvature curvature, FiniteSum function, Tensor theta, Precision precision, int threads, long graphBytes) {
        this.curvature = curvature;
        this.theta = theta;
        this.precision = precision;
        this.crew = new Crew(Math.min(threads, function.terms()));
        this.budget = new Budget(graphBytes);
        for (int i = 0; i < crew.size(); i++) {
            functions.add(function.forOtherThread());
        }
    }

    /**
     * The curvature of {@code function} at {@code theta}.
     *
     * @param function borrowed
     * @param theta [size], float32 or float64, which become the operator's type; copied
     * @param threads that compute terms at once, at least 1; the calling thread's operations should run on one
     * @param graphBytes how much memory kept graphs may take, at least 0
     * @throws IllegalArgumentException if θ has another size or type, or the function has no such curvature
     */
    public static CurvatureOperator of(
            Curvature curvature, FiniteSum function, Tensor theta, int threads, long graphBytes) {
        if (theta.dim() != 1 || theta.size(0) != function.size()) {
            throw new IllegalArgumentException(
                    "a vector of " + theta.numel() + " elements for a function of " + function.size());
        }
        var type = theta.scalar_type().value;
        if (type != ScalarType.Float.value && type != ScalarType.Double.value) {
            throw new IllegalArgumentException("curvature needs weights in float32 or float64, not "
                    + theta.scalar_type().toString());
        }
        try (var scope = new PointerScope()) {
            var own = Tensors.own(theta.detach().clone());
            return new CurvatureOperator(curvature, function, own, Precision.of(theta), threads, graphBytes);
        }
    }

    public Curvature curvature() {
        return curvature;
    }

    @Override
    public long size() {
        return theta.size(0);
    }

    @Override
    public Precision precision() {
        return precision;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the gradient is not finite, or the function cannot be differentiated
     */
    @Override
    public Tensor apply(Tensor vector) {
        if (vector.dim() != 1 || vector.size(0) != size()) {
            throw new IllegalArgumentException(
                    "a vector of " + vector.numel() + " elements for an operator of size " + size());
        }
        int terms = functions.get(0).terms();
        try (var scope = new PointerScope()) {
            var typed = vector.detach().to(precision.scalarType());
            var sum = torch.empty(new long[] {size()}, Precision.FLOAT64.options(), null)
                    .zero_();
            for (int first = 0; first < terms; first += crew.size()) {
                var pieces = new ArrayList<Supplier<Tensor>>();
                for (int i = 0; i < crew.size() && first + i < terms; i++) {
                    var function = functions.get(i);
                    int term = first + i;
                    pieces.add(() -> product(function, term, typed));
                }
                int term = first;
                for (var product : crew.run(pieces)) {
                    sum.add_(product, new Scalar(functions.get(0).weight(term++)));
                    product.close();
                }
            }
            return Tensors.keep(sum.to(precision.scalarType()));
        }
    }

    /** The product of one term; belongs to nobody yet. */
    private Tensor product(FiniteSum function, int term, Tensor vector) {
        var ready = keptProduct(term);
        if (ready != null) {
            return times(ready, vector);
        }
        var fresh = curvature.of(function, theta, term);
        if (keep(term, fresh)) {
            return times(fresh, vector);
        }
        try (fresh) {
            return times(fresh, vector);
        }
    }

    private static Tensor times(TermProduct product, Tensor vector) {
        try (var scope = new PointerScope()) {
            return Tensors.own(product.times(vector));
        }
    }

    private @Nullable TermProduct keptProduct(int term) {
        synchronized (kept) {
            return kept.get(term);
        }
    }

    private boolean keep(int term, TermProduct product) {
        synchronized (kept) {
            if (!budget.hasRoom()) {
                return false;
            }
            kept.put(term, product);
            return true;
        }
    }

    /** Number of terms whose graphs are kept. */
    int keptGraphs() {
        return kept.size();
    }

    @Override
    public void close() {
        crew.close();
        kept.values().forEach(TermProduct::close);
        kept.clear();
        functions.forEach(FiniteSum::close);
        functions.clear();
        theta.close();
    }

    /** How much more may be kept, judged by how much the process has grown. */
    private static final class Budget {
        private final long bytes;
        private final long before;
        private boolean isSpent;

        Budget(long bytes) {
            this.bytes = bytes;
            this.before = resident();
        }

        boolean hasRoom() {
            isSpent = isSpent || resident() - before >= bytes;
            return !isSpent;
        }

        private static long resident() {
            try {
                return ResidentMemory.now();
            } catch (IOException e) {
                throw new UncheckedIOException("the memory of this process cannot be told", e);
            }
        }
    }
}
