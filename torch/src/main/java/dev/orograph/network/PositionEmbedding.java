package dev.orograph.network;

import dev.orograph.array.Shape;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Adds a learned vector for its position to each token of a sequence [length, width].
 *
 * @param positions how many there are; sequences may be shorter
 * @param width numbers of a token
 */
public record PositionEmbedding(long positions, long width) implements Operation {
    @Override
    public List<Parameter> parameters() {
        return List.of(Embedding.table(positions, width));
    }

    @Override
    public Shape outputShape(Shape input) {
        Tokens.require(input, width);
        if (input.size(0) > positions) {
            throw new IllegalArgumentException("it has " + positions + " positions, not those of " + input);
        }
        return input;
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return input.add(operands.parameter(0).narrow(0, 0, input.size(1)));
    }
}
