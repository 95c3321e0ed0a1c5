package dev.orograph.monitor;

import dev.orograph.tensor.Block;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The blocks of θ, each of which is what a probe calls a layer.
 *
 * @param layout of the network
 */
record Blocks(Layout layout) {
    List<Block> all() {
        return layout.blocks();
    }

    /** A number for each block of a flat vector: a quantity [] of the block's elements, copied out all at once. */
    double[] numbers(Tensor flat, UnaryOperator<Tensor> quantity) {
        try (var scope = new PointerScope()) {
            var numbers = new TensorVector();
            for (var piece : layout.split(flat)) {
                numbers.push_back(quantity.apply(piece));
            }
            return Tensors.toDoubles(torch.stack(numbers));
        }
    }

    /** Euclidean norm of each block. */
    double[] norms(Tensor flat) {
        return numbers(flat, Tensor::norm);
    }

    /** Name of a quantity of a block, as in {@code gradient_norm/layers.0.weight}. */
    static String name(String quantity, Block block) {
        return quantity + "/" + block.name();
    }
}
