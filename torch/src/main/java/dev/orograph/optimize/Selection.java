package dev.orograph.optimize;

import dev.orograph.tensor.Block;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Some blocks of a flat vector, as a vector of their own.
 *
 * @param blocks at least one
 */
record Selection(List<Block> blocks) {
    Selection {
        blocks = List.copyOf(blocks);
    }

    /** Their elements, one block after another, copied; belongs to the current scope. */
    Tensor gather(Tensor flat) {
        try (var scope = new PointerScope()) {
            var pieces = new TensorVector();
            blocks.forEach(block -> pieces.push_back(stretch(flat, block)));
            return Tensors.keep(torch.cat(pieces));
        }
    }

    /** Puts them back where they came from. */
    void scatter(Tensor gathered, Tensor flat) {
        try (var scope = new PointerScope()) {
            long start = 0;
            for (var block : blocks) {
                stretch(flat, block).copy_(gathered.narrow(0, start, block.elements()));
                start += block.elements();
            }
        }
    }

    private static Tensor stretch(Tensor flat, Block block) {
        return flat.narrow(0, block.offset(), block.elements());
    }

    /** Their places in the vector of their own. */
    Layout layout() {
        var builder = Layout.builder();
        blocks.forEach(
                block -> builder.add(block.name(), block.kind(), block.shape().sizes()));
        return builder.build();
    }
}
