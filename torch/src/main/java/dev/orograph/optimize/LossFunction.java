package dev.orograph.optimize;

import org.bytedeco.pytorch.Tensor;

/** What an optimizer lowers: the loss of one batch, or any other function of a flat parameter vector. */
@FunctionalInterface
public interface LossFunction {
    /**
     * Loss and gradient at a point, which is left as it is.
     *
     * @param theta [parameters]
     */
    Evaluation at(Tensor theta);

    /** The same loss with changed gradients. */
    default LossFunction with(GradientTransform transform) {
        return theta -> {
            var evaluation = at(theta);
            transform.apply(evaluation.gradient());
            return evaluation;
        };
    }
}
