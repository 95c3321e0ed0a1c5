package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.BlockKind;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Puts a learned token before a sequence: [length, width] to [length + 1, width] (Dosovitskiy et al. 2021,
 * arXiv:2010.11929). Its one block has the layer's own name.
 *
 * @param width numbers of a token
 */
public record ClassToken(long width) implements Operation {
    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("", BlockKind.EMBEDDING, Shape.of(1, 1, width), 0, Embedding.BOUND));
    }

    @Override
    public Shape outputShape(Shape input) {
        Tokens.require(input, width);
        return Shape.of(input.size(0) + 1, width);
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        var first = operands.parameter(0).expand(input.size(0), 1, width);
        return torch.cat(new TensorVector(first, input), 1);
    }
}
