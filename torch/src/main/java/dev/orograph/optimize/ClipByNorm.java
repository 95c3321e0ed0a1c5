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
public record ClipByNorm(double maximum) implements Transform {
    public ClipByNorm {
        if (!(maximum > 0)) {
            throw new IllegalArgumentException("largest gradient norm " + maximum + " must be above 0");
        }
    }

    @Override
    public Tensor apply(Tensor update, Step step) {
        double norm;
        try (var scope = new PointerScope()) {
            norm = update.norm().item_double();
        }
        double factor = maximum / (norm + 1e-6);
        return factor >= 1 ? update : update.mul_(new Scalar(factor));
    }
}
