package dev.orograph.curvature;

import dev.orograph.tensor.Block;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The square part of an operator that belongs to chosen blocks of θ, such as one layer's: PᵀAP, where P puts zeros
 * everywhere else.
 *
 * @param operator on all of θ
 * @param blocks in ascending order without overlap, at least one
 */
public record Restriction(SymmetricOperator operator, List<Block> blocks) implements SymmetricOperator {
    public Restriction {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("an operator restricted to no block has nothing to act on");
        }
        long end = 0;
        for (var block : blocks) {
            if (block.offset() < end) {
                throw new IllegalArgumentException("block " + block.name() + " does not come after the one before it");
            }
            end = block.end();
        }
        if (end > operator.size()) {
            throw new IllegalArgumentException(
                    "block " + blocks.get(blocks.size() - 1).name() + " ends at " + end
                            + ", beyond the operator's size " + operator.size());
        }
    }

    @Override
    public long size() {
        return blocks.stream().mapToLong(Block::elements).sum();
    }

    @Override
    public Precision precision() {
        return operator.precision();
    }

    /**
     * A vector on all of θ that is zero but for the chosen blocks; belongs to the current scope.
     *
     * @param vector [size]
     * @return [size of the whole operator]
     */
    Tensor embed(Tensor vector) {
        try (var scope = new PointerScope()) {
            var whole = torch.empty(new long[] {operator.size()}, precision().options(), null)
                    .zero_();
            long next = 0;
            for (var block : blocks) {
                whole.narrow(0, block.offset(), block.elements()).copy_(vector.narrow(0, next, block.elements()));
                next += block.elements();
            }
            return Tensors.keep(whole);
        }
    }

    @Override
    public Tensor apply(Tensor vector) {
        try (var scope = new PointerScope()) {
            var product = operator.apply(embed(vector));
            var pieces = new TensorVector();
            blocks.forEach(block -> pieces.push_back(product.narrow(0, block.offset(), block.elements())));
            return Tensors.keep(torch.cat(pieces, 0));
        }
    }
}
