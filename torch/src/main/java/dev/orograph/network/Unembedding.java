package dev.orograph.network;

import dev.orograph.array.Shape;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Scores of all tokens, each the inner product with the token's vector in an {@link Embedding} (Press and Wolf 2017,
 * arXiv:1608.05859): [length, width] to [length, tokens].
 *
 * @param tokens how many there are
 * @param width numbers of a vector
 * @param tie that of the embedding
 */
public record Unembedding(long tokens, long width, String tie) implements Operation {
    @Override
    public List<Parameter> parameters() {
        return List.of(Embedding.table(tokens, width));
    }

    @Override
    public Shape outputShape(Shape input) {
        Tokens.require(input, width);
        return Shape.of(input.size(0), tokens);
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return torch.linear(input, operands.parameter(0));
    }
}
