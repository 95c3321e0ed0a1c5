package dev.orograph.optimize;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Scales a gradient down to a Euclidean norm, g·min(1, maximum/(‖g‖ + 1e-6)), as {@code torch.nn.utils.clip_grad_norm_}.
 * A gradient with an infinite element becomes zeros and NaN, one with NaN becomes NaN.
 *
 * @param maximum largest norm of the whole vector, above 0
 */
public record ClipByNorm(double maximum) implements GradientTransform {
    public ClipByNorm {
        if (!(maximum > 0)) {
            throw new IllegalArgumentException("largest gradient norm " + maximum + " must be above 0");
        }
    }

    @Override
    public void apply(Tensor gradient) {
        try (var scope = new PointerScope()) {
            double norm = gradient.norm().item_double();
            double factor = maximum / (norm + 1e-6);
            if (!(factor >= 1)) {
                gradient.mul_(new Scalar(factor));
            }
        }
    }
}
