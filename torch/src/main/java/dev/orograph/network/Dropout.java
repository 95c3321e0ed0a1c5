package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * In training, values are zero with a probability and the others grow by 1/(1 − probability) (Srivastava et al. 2014);
 * nothing in evaluation.
 *
 * @param probability of a zero, at least 0 and below 1
 */
public record Dropout(double probability) implements Operation {
    public Dropout {
        Masks.requireShare(probability);
    }

    /** One with that share of zeros; nothing at all for a share of 0, so that samples are treated alone. */
    static Operation orNone(double share) {
        return share > 0 ? new Dropout(share) : new Identity();
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        if (!operands.mode().hasDropout() || probability == 0) {
            return input;
        }
        return input.mul(
                Masks.draw(probability, input, operands, Tensors.shape(input).sizes()));
    }
}
