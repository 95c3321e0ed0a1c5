package dev.orograph.optimize;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The last changes of the gradient, y, and of the parameters, s, which stand for an inverse Hessian. Owns them.
 *
 * <p>Source: Nocedal, Wright 2006, "Numerical Optimization", algorithm 7.4.
 */
final class ChangePairs implements AutoCloseable {
    private static final String GRADIENTS = "old_dirs.";
    private static final String STEPS = "old_stps.";
    private static final String INVERSES = "ro";
    private static final String SCALE = "H_diag";

    /** Pairs whose product is not above this are left out, as in torch: the matrix stays positive. */
    private static final double SMALLEST = 1e-10;

    /** One pair with 1/(y·s). */
    private record Pair(Tensor gradient, Tensor step, double inverse) {
        void close() {
            gradient.close();
            step.close();
        }
    }

    private final int limit;
    private final List<Pair> pairs = new ArrayList<>();
    private double scale = 1;

    ChangePairs(int limit) {
        this.limit = limit;
    }

    /** Takes a pair in, unless the function is not convex between its points, and drops the oldest beyond the limit. */
    void add(Tensor gradientChange, Tensor step) {
        try (var scope = new PointerScope()) {
            double product = gradientChange.dot(step).item_double();
            if (!(product > SMALLEST)) {
                return;
            }
            if (pairs.size() == limit) {
                pairs.remove(0).close();
            }
            scale = product / gradientChange.dot(gradientChange).item_double();
            pairs.add(new Pair(Tensors.own(gradientChange.clone()), Tensors.own(step.clone()), 1 / product));
        }
    }

    /** Minus the inverse Hessian times a gradient, [parameters]; belongs to the current scope. */
    Tensor direction(Tensor gradient) {
        try (var scope = new PointerScope()) {
            var direction = gradient.neg();
            var shares = new double[pairs.size()];
            for (int i = shares.length - 1; i >= 0; i--) {
                var pair = pairs.get(i);
                shares[i] = pair.step.dot(direction).item_double() * pair.inverse;
                direction.sub_(pair.gradient, new Scalar(shares[i]));
            }
            direction.mul_(new Scalar(scale));
            for (int i = 0; i < shares.length; i++) {
                var pair = pairs.get(i);
                double correction = pair.gradient.dot(direction).item_double() * pair.inverse;
                direction.add_(pair.step, new Scalar(shares[i] - correction));
            }
            return Tensors.keep(direction);
        }
    }

    List<NamedArray> toArrays() {
        var arrays = new ArrayList<NamedArray>();
        try (var scope = new PointerScope()) {
            arrays.add(Tensors.toArray(SCALE, Tensors.of(new double[] {scale}, 1)));
            if (!pairs.isEmpty()) {
                var inverses = pairs.stream().mapToDouble(Pair::inverse).toArray();
                arrays.add(Tensors.toArray(INVERSES, Tensors.of(inverses, inverses.length)));
            }
        }
        for (int i = 0; i < pairs.size(); i++) {
            arrays.add(Tensors.toArray(GRADIENTS + i, pairs.get(i).gradient));
            arrays.add(Tensors.toArray(STEPS + i, pairs.get(i).step));
        }
        return arrays;
    }

    /**
     * Takes over what {@link #toArrays} gave.
     *
     * @throws IllegalArgumentException if a block is missing or has another size
     */
    void restore(NamedArrays state, long elements) {
        double stored = Memory.require(state, SCALE, 1).toDoubles()[0];
        var block = state.find(INVERSES);
        var inverses = block == null ? new double[0] : block.toDoubles();
        var restored = new ArrayList<Pair>();
        for (int i = 0; i < inverses.length; i++) {
            restored.add(
                    new Pair(vector(state, GRADIENTS + i, elements), vector(state, STEPS + i, elements), inverses[i]));
        }
        close();
        pairs.addAll(restored);
        scale = stored;
    }

    /** A stored vector, owned by the caller. */
    static Tensor vector(NamedArrays state, String name, long elements) {
        try (var scope = new PointerScope()) {
            return Tensors.own(
                    Tensors.fromArray(Memory.require(state, name, elements)).view(-1));
        }
    }

    @Override
    public void close() {
        pairs.forEach(Pair::close);
        pairs.clear();
    }
}
