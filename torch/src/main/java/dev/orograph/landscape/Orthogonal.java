package dev.orograph.landscape;

import dev.orograph.tensor.Block;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Pieces;
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
            var parts = new ArrayList<Part>();
            Pieces.Source left = start -> without(direction, parts, start);
            long elements = direction.numel();
            double length = Pieces.norm(direction);
            for (int pass = 0; pass < PASSES; pass++) {
                for (var other : others) {
                    double square = Pieces.dot(other, other);
                    if (square > 0) {
                        double product = Pieces.dot(elements, left, start -> Pieces.wideAt(other, start));
                        parts.add(new Part(other, product / square));
                    }
                }
            }
            if (Pieces.norm(elements, left) <= NOTHING * length) {
                throw new IllegalArgumentException("nothing of the " + axis
                        + " direction is at right angles to those before it; choose another one, or leave out"
                        + " --orthogonal and --orthonormal");
            }
            var result = torch.empty_like(direction);
            for (long start = 0; start < elements; start += Pieces.SIZE) {
                try (var inner = new PointerScope()) {
                    Pieces.at(result, start).copy_(left.at(start));
                }
            }
            return Tensors.keep(result);
        }
    }

    /** What is taken off a direction: so many times another. */
    private record Part(Tensor other, double times) {}

    /** A piece of a direction without the parts, taken off in float64 one after another. */
    private static Tensor without(Tensor direction, List<Part> parts, long start) {
        try (var scope = new PointerScope()) {
            var left = Pieces.wideAt(direction, start).clone();
            for (var part : parts) {
                try (var inner = new PointerScope()) {
                    left.sub_(Pieces.wideAt(part.other, start), new Scalar(part.times));
                }
            }
            return Tensors.keep(left);
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
                long filters = filters(block);
                long together = Math.max(1, Pieces.SIZE * filters / Math.max(1, block.elements()));
                for (long first = 0; first < filters; first += together) {
                    try (var inner = new PointerScope()) {
                        long count = Math.min(together, filters - first);
                        var basis = new ArrayList<Tensor>();
                        for (var other : others) {
                            basis.add(unit(without(rows(other, block, first, count), basis)));
                        }
                        filters(result, block, first, count)
                                .copy_(without(rows(direction, block, first, count), basis));
                    }
                }
            }
            return Tensors.keep(result);
        }
    }

    private static long filters(Block block) {
        return block.shape().rank() > 1 ? block.shape().size(0) : 1;
    }

    /** A view of some filters, one row each. */
    private static Tensor filters(Tensor flat, Block block, long first, long count) {
        long width = block.elements() / Math.max(1, filters(block));
        return flat.narrow(0, block.offset() + first * width, count * width).view(count, width);
    }

    /** The same in float64. */
    private static Tensor rows(Tensor flat, Block block, long first, long count) {
        return filters(flat, block, first, count).to(ScalarType.Double);
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
