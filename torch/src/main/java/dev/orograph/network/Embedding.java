package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.BlockKind;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A learned vector for each token: numbers of tokens [length], as whole floating-point numbers, to [length, width].
 *
 * @param tokens how many there are
 * @param width numbers of a vector
 * @param tie its table is that of an {@link Unembedding} with the same non-empty tie; empty for a table of its own
 */
public record Embedding(long tokens, long width, String tie) implements Operation {
    /** Half the width of the interval from which vectors are drawn, of the deviation .02 that GPT-2 starts with. */
    static final double BOUND = .02 * Math.sqrt(3);

    /** Tokens that the eight bits of bfloat16's significand tell apart. */
    private static final long BFLOAT16_TOKENS = 257;

    public Embedding {
        if (tokens < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "an embedding of " + tokens + " tokens in " + width + " numbers needs at least 1 of each");
        }
    }

    /** The table of vectors. */
    static Parameter table(long rows, long width) {
        return new Parameter("weight", BlockKind.EMBEDDING, Shape.of(rows, width), 0, BOUND);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(table(tokens, width));
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() != 1) {
            throw new IllegalArgumentException("it takes a sequence of tokens, such as text:FILE has, not " + input);
        }
        return Shape.of(input.size(0), width);
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        if (input.scalar_type().value == ScalarType.BFloat16.value && tokens > BFLOAT16_TOKENS) {
            throw new IllegalArgumentException("bfloat16 cannot tell " + tokens + " tokens apart, only "
                    + BFLOAT16_TOKENS + "; compute in float32");
        }
        return torch.embedding(operands.parameter(0), input.to(ScalarType.Long));
    }
}
