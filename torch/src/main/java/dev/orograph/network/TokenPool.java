package dev.orograph.network;

import dev.orograph.array.Shape;
import java.util.Locale;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * One vector of a whole sequence: [length, width] to [width].
 *
 * @param kind which
 */
public record TokenPool(Kind kind) implements Operation {
    /** What becomes of the tokens. */
    public enum Kind {
        /** The first of them. */
        FIRST,
        MEAN,
        /** The largest of each number. */
        MAX,
        /** Half the mean and half the maximum. */
        HALF;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Shape outputShape(Shape input) {
        Tokens.require(input);
        return Shape.of(input.size(1));
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return switch (kind) {
            case FIRST -> input.select(1, 0);
            case MEAN -> input.mean(1);
            case MAX -> largest(input);
            case HALF -> input.mean(1).add(largest(input)).mul(new Scalar(.5));
        };
    }

    private static Tensor largest(Tensor input) {
        return input.amax(new long[] {1}, false);
    }
}
