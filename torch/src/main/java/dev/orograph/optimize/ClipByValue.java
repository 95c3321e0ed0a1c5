package dev.orograph.optimize;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * Moves every element of a gradient into [−maximum, maximum], as {@code torch.nn.utils.clip_grad_value_}; NaN stays.
 *
 * @param maximum largest absolute value, above 0
 */
public record ClipByValue(double maximum) implements GradientTransform {
    public ClipByValue {
        if (!(maximum > 0)) {
            throw new IllegalArgumentException("largest gradient element " + maximum + " must be above 0");
        }
    }

    @Override
    public void apply(Tensor gradient) {
        try (var scope = new PointerScope()) {
            gradient.clamp_(new ScalarOptional(new Scalar(-maximum)), new ScalarOptional(new Scalar(maximum)));
        }
    }
}
