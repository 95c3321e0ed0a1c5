package dev.orograph.curvature;

import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * An orthonormal basis that grows by one product at a time, with the operator projected on it: Lanczos' process, every new
 * vector made orthogonal to the last two, then to all before, and once more to all if that took much out of it. Owns its
 * basis.
 *
 * <p>Source of the last rule: Daniel, Gragg, Kaufman, Stewart 1976, doi:10.1090/S0025-5718-1976-0431641-8.
 */
final class Krylov implements AutoCloseable {
    /** The share of its length that a vector must keep to be orthogonal to working precision. */
    private static final double KEPT = Math.sqrt(0.5);

    /** Lengths below this share of the projected operator's are rounding: the basis cannot grow any more. */
    private final double negligible;

    private final SymmetricOperator operator;
    private final int most;
    private final Tensor basis;
    private final double[][] projected;
    private int size;
    private double coupling;

    /**
     * A basis of one vector.
     *
     * @param start [size], of any length above 0
     * @param most vectors that the basis may have
     */
    Krylov(SymmetricOperator operator, Tensor start, int most) {
        this.operator = operator;
        this.most = most;
        this.projected = new double[most][most];
        try (var scope = new PointerScope()) {
            var options = operator.precision().options();
            basis = Tensors.own(torch.empty(new long[] {most + 1L, operator.size()}, options, null));
            basis.select(0, 0).copy_(start.div(start.norm()));
        }
        this.negligible = 10 * operator.precision().epsilon() * Math.sqrt((double) operator.size());
    }

    /** Number of vectors on which the operator has been projected. */
    int size() {
        return size;
    }

    boolean isFull() {
        return size == most;
    }

    /** The length of what the last product had outside of the basis; 0 if the basis is closed under the operator. */
    double coupling() {
        return coupling;
    }

    /** Takes one more product. The next vector is then known, unless the basis is closed or the product not finite. */
    void expand() {
        try (var scope = new PointerScope()) {
            var product = operator.apply(basis.select(0, size));
            for (int i = 0; i <= size; i++) {
                projected[i][size] = 0;
            }
            // What a product has in common with the basis lies in the last two vectors, or after a restart in all.
            takeOut(product, Math.max(0, size - 1));
            double before = product.norm().item_double();
            takeOut(product, 0);
            double after = product.norm().item_double();
            if (after < KEPT * before) {
                takeOut(product, 0);
                after = product.norm().item_double();
            }
            System.arraycopy(column(size), 0, projected[size], 0, size + 1);
            size++;
            coupling = after;
            if (coupling <= negligible * scale()) {
                coupling = 0;
            } else {
                basis.select(0, size).copy_(product.div_(new Scalar(coupling)));
            }
        }
    }

    /** Takes out of the newest product what it has in common with basis vectors from {@code first} on. */
    private void takeOut(Tensor product, int first) {
        var coefficients = orthogonalise(product, basis.narrow(0, first, size + 1L - first));
        for (int i = 0; i < coefficients.length; i++) {
            projected[first + i][size] += coefficients[i];
        }
    }

    private double[] column(int column) {
        var values = new double[column + 1];
        for (int i = 0; i <= column; i++) {
            values[i] = projected[i][column];
        }
        return values;
    }

    /** Takes out of {@code vector} what lies in the span of {@code known}; gives the coefficients. */
    private static double[] orthogonalise(Tensor vector, Tensor known) {
        try (var scope = new PointerScope()) {
            var coefficients = known.mv(vector);
            vector.sub_(known.t().mv(coefficients));
            return Tensors.toDoubles(coefficients);
        }
    }

    private double scale() {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                largest = Math.max(largest, Math.abs(projected[i][j]));
            }
        }
        return largest;
    }

    /** Whether the last product was neither NaN nor infinite. */
    boolean isFinite() {
        return Double.isFinite(coupling);
    }

    /** The operator projected on the basis, decomposed. */
    SmallSpectrum spectrum() {
        return SmallSpectrum.of(projected, size);
    }

    /** Goes on in a random direction that the basis does not have yet; for a basis that is closed, and not complete. */
    void turn(RandomStream random) {
        try (var scope = new PointerScope()) {
            var fresh = random.gaussians(operator.size(), operator.precision());
            var known = basis.narrow(0, 0, size);
            orthogonalise(fresh, known);
            orthogonalise(fresh, known);
            basis.select(0, size).copy_(fresh.div(fresh.norm()));
        }
    }

    /**
     * Combinations of the basis; belongs to the current scope.
     *
     * @param chosen columns of {@link #spectrum}'s vectors
     * @return [chosen, size of the operator]
     */
    Tensor combine(SmallSpectrum spectrum, int[] chosen) {
        try (var scope = new PointerScope()) {
            var factors = new double[chosen.length * size];
            for (int row = 0; row < chosen.length; row++) {
                for (int i = 0; i < size; i++) {
                    factors[row * size + i] = spectrum.component(i, chosen[row]);
                }
            }
            var matrix = Tensors.of(factors, chosen.length, size).to(basis.scalar_type());
            return Tensors.keep(matrix.mm(basis.narrow(0, 0, size)));
        }
    }

    /** Begins anew with chosen Ritz vectors and the vector that comes next (thick restart). */
    void restart(SmallSpectrum spectrum, int[] chosen) {
        try (var scope = new PointerScope()) {
            var next = basis.select(0, size).clone();
            basis.narrow(0, 0, chosen.length).copy_(combine(spectrum, chosen));
            basis.select(0, chosen.length).copy_(next);
        }
        for (var row : projected) {
            Arrays.fill(row, 0);
        }
        size = chosen.length;
        for (int i = 0; i < size; i++) {
            projected[i][i] = spectrum.value(chosen[i]);
        }
    }

    /** The largest |VVᵀ − 1| of the basis V. */
    double orthogonalityError() {
        try (var scope = new PointerScope()) {
            var known = basis.narrow(0, 0, size);
            var gram = known.mm(known.t());
            return gram.sub(torch.eye(size).to(gram.scalar_type())).abs().max().item_double();
        }
    }

    @Override
    public void close() {
        basis.close();
    }
}
