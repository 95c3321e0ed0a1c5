package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.BlockKind;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Each value with a number of its own or of its channel, as when a network normalises its input or scales with learned
 * factors.
 *
 * @param sign what is done with the two
 * @param other shape of the numbers; broadcast to the samples'
 * @param isLearned whether the numbers are parameters; they are state otherwise
 */
public record Broadcast(Sign sign, Shape other, boolean isLearned) implements Operation {
    /** What is done with a value and its number. */
    public enum Sign {
        PLUS,
        MINUS,
        TIMES,
        OVER
    }

    @Override
    public List<Parameter> parameters() {
        return isLearned ? List.of(Parameter.constant("value", BlockKind.NORM_SCALE, 1, other.sizes())) : List.of();
    }

    @Override
    public List<Buffer> buffers() {
        return isLearned ? List.of() : List.of(new Buffer("value", other, 1, false));
    }

    @Override
    public Shape outputShape(Shape input) {
        int extra = other.rank() - input.rank();
        boolean fits = extra <= 0 || (extra == 1 && other.size(0) == 1);
        for (int i = Math.max(0, extra); fits && i < other.rank(); i++) {
            long size = other.size(i);
            fits = size == 1 || size == input.size(i - extra);
        }
        if (!fits) {
            throw new IllegalArgumentException("numbers of shape " + other + " do not fit to " + input);
        }
        return input;
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        var numbers = (isLearned ? operands.parameter(0) : operands.state(0)).to(input.scalar_type());
        return switch (sign) {
            case PLUS -> input.add(numbers);
            case MINUS -> input.sub(numbers);
            case TIMES -> input.mul(numbers);
            case OVER -> input.div(numbers);
        };
    }
}
