package dev.orograph.optimize;

import org.bytedeco.pytorch.Tensor;

/** Something done to a gradient before an optimizer sees it. A chain of transforms is a transform. */
@FunctionalInterface
public interface GradientTransform {
    /** Leaves gradients as they are. */
    GradientTransform NONE = gradient -> {};

    /** Changes the gradient, [parameters], in place. */
    void apply(Tensor gradient);

    /** This transform, then another. */
    default GradientTransform then(GradientTransform next) {
        return gradient -> {
            apply(gradient);
            next.apply(gradient);
        };
    }
}
