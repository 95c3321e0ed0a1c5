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

    /** Number of samples the loss is the mean of; 1 for a function of its own. */
    default long samples() {
        return 1;
    }

    /**
     * The gradient with labels drawn from what the model itself predicts, [parameters]; belongs to the current scope. Its
     * square, times the number of samples, estimates the diagonal of the Gauss-Newton matrix.
     *
     * @param seed of the labels
     * @throws IllegalArgumentException if there are no labels
     */
    default Tensor sampledGradient(Tensor theta, long seed) {
        throw new IllegalArgumentException(
                "labels can be drawn only for a network that classifies; choose sophia-h instead of sophia-g");
    }

    /**
     * The Hessian times a vector, [parameters]; belongs to the current scope.
     *
     * @throws IllegalArgumentException if the function cannot be differentiated twice
     */
    default Tensor hessianProduct(Tensor theta, Tensor vector) {
        throw new IllegalArgumentException("this function has no second derivative to multiply with");
    }

    /** The same loss with changed gradients. */
    default LossFunction with(Transform transform) {
        return new Transformed(this, transform);
    }
}
