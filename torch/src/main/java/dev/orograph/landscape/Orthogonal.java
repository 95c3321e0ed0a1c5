package dev.orograph.landscape;

import dev.orograph.tensor.Block;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Makes a direction orthogonal to others, in float64: Gram and Schmidt, each projection taken off twice, after which
 * rounding has left nothing of it (Giraud and others 2005, doi:10.1007/s00211-005-0615-4).
 */
final class Orthogonal {
    /** What is shorter than this share of the whole is rounding of float32 numbers, not a direction. */
    private static final double NOTHING = 1e-6;

    private static final int PASSES = 2;

    private Orthogonal() {}

    /**
     * The part of a direction at right angles to others.
     *
     * @param direction [elements], unchanged
     * @param others [elements] each, orthogonal to one another
     * @param axis letter of the direction, for the message
     * @return [elements], belongs to the current scope
     * @throws IllegalArgumentException if the others span it
     */
    static Tensor whole(Tensor direction, List<Tensor> others, String axis) {
        try (var scope = new PointerScope()) {
            var left = direction.to(ScalarType.Double).clone();
            double length = left.norm().item_double();
            for (int pass = 0; pass < PASSES; pass++) {
                for (var other : others) {
                    try (var inner = new PointerScope()) {
                        var unit = other.to(ScalarType.Double);
                        double square = unit.dot(unit).item_double();
                        if (square > 0) {
                            left.sub_(unit, new Scalar(left.dot(unit).item_double() / square));
                        }
                    }
                }
            }
            if (left.norm().item_double() <= NOTHING * length) {
                throw new IllegalArgumentException("nothing of the " + axis
                        + " direction is at right angles to those before it; choose another one, or leave out"
                        + " --orthogonal and --orthonormal");
            }
            return Tensors.keep(left.to(direction.scalar_type()));
        }
    }

    /**
     * A direction each of whose filters is orthogonal to the same filter of others; a block of rank 0 or 1 is one
     * filter. A filter with no room for another direction becomes zero.
     *
     * @param direction [elements], unchanged
     * @param others [elements] each, at any angles
     * @return [elements], belongs to the current scope
     */
    static Tensor slices(Tensor direction, List<Tensor> others, Layout layout) {
        try (var scope = new PointerScope()) {
            var result = torch.empty_like(direction);
            for (var block : layout.blocks()) {
                try (var inner = new PointerScope()) {
                    var basis = new ArrayList<Tensor>();
                    for (var other : others) {
                        basis.add(unit(without(rows(other, block), basis)));
                    }
                    result.narrow(0, block.offset(), block.elements())
                            .copy_(without(rows(direction, block), basis).view(-1));
                }
            }
            return Tensors.keep(result);
        }
    }

    /** One row per filter, in float64. */
    private static Tensor rows(Tensor flat, Block block) {
        long filters = block.shape().rank() > 1 ? block.shape().size(0) : 1;
        return flat.narrow(0, block.offset(), block.elements())
                .view(filters, block.elements() / Math.max(1, filters))
                .to(ScalarType.Double);
    }

    /** Rows without their parts along the basis's rows, and zero where nothing but rounding is left. */
    private static Tensor without(Tensor rows, List<Tensor> basis) {
        var left = rows;
        for (int pass = 0; pass < PASSES; pass++) {
            for (var unit : basis) {
                left = left.sub(unit.mul(sums(left.mul(unit))));
            }
        }
        return left.mul(norms(left).gt(norms(rows).mul(new Scalar(NOTHING))));
    }

    /** Rows of length 1; those of length 0 stay. */
    private static Tensor unit(Tensor rows) {
        var norms = norms(rows);
        return rows.div(norms.add(norms.eq(new Scalar(0.0))));
    }

    /** [filters, 1]. */
    private static Tensor norms(Tensor rows) {
        return sums(rows.square()).sqrt();
    }

    private static Tensor sums(Tensor rows) {
        return rows.sum(new long[] {1}, true, new ScalarTypeOptional());
    }
}
