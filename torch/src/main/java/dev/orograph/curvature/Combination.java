package dev.orograph.curvature;

import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A weighted sum of operators, with a multiple of the identity added: Σ fᵢAᵢ + s·1. Sums, scalings and shifts are all of
 * this form.
 *
 * @param parts at least one, all of one size and type
 * @param shift s
 */
public record Combination(List<Part> parts, double shift) implements SymmetricOperator {
    /** An operator Aᵢ and its factor fᵢ. */
    public record Part(SymmetricOperator operator, double factor) {}

    public Combination {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a combination needs at least one operator");
        }
        var first = parts.get(0).operator();
        for (var part : parts) {
            if (part.operator().size() != first.size() || part.operator().precision() != first.precision()) {
                throw new IllegalArgumentException(
                        "operators of size " + first.size() + " in " + first.precision() + " and of size "
                                + part.operator().size() + " in "
                                + part.operator().precision() + " cannot be added");
            }
        }
    }

    /** A + B. */
    public static Combination sum(SymmetricOperator first, SymmetricOperator second) {
        return new Combination(List.of(new Part(first, 1), new Part(second, 1)), 0);
    }

    /** A + s·1: every eigenvalue moves by {@code shift}. */
    public static Combination shifted(SymmetricOperator operator, double shift) {
        return new Combination(List.of(new Part(operator, 1)), shift);
    }

    /** f·A. */
    public static Combination scaled(SymmetricOperator operator, double factor) {
        return new Combination(List.of(new Part(operator, factor)), 0);
    }

    @Override
    public long size() {
        return parts.get(0).operator().size();
    }

    @Override
    public Precision precision() {
        return parts.get(0).operator().precision();
    }

    @Override
    public Tensor apply(Tensor vector) {
        try (var scope = new PointerScope()) {
            var sum = vector.mul(new Scalar(shift));
            for (var part : parts) {
                try (var inner = new PointerScope()) {
                    sum.add_(part.operator().apply(vector), new Scalar(part.factor()));
                }
            }
            return Tensors.keep(sum);
        }
    }
}
