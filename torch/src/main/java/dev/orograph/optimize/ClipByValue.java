package dev.orograph.optimize;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * Moves every element of a gradient into [−maximum, maximum], as {@code torch.nn.utils.clip_grad_value_}; NaN stays.
 *
 * @param maximum largest absolute value, above 0
 */
public record ClipByValue(double maximum) implements Transform {
    public ClipByValue {
        if (!(maximum > 0)) {
            throw new IllegalArgumentException("largest gradient element " + maximum + " must be above 0");
        }
    }

    @Override
    public Tensor apply(Tensor update, Step step) {
        return update.clamp_(new ScalarOptional(new Scalar(-maximum)), new ScalarOptional(new Scalar(maximum)));
    }
}
