package dev.orograph.monitor;

import dev.orograph.optimize.Evaluation;
import org.bytedeco.pytorch.Tensor;

/** Loss and gradient of a batch as training computes them, but leaving everything as it is. */
@FunctionalInterface
public interface BatchGradient {
    /**
     * Loss and gradient; belong to the current scope.
     *
     * @param theta [parameters]
     * @param maskStep number that dropout masks are drawn with
     */
    Evaluation at(Tensor theta, Tensor inputs, Tensor targets, long maskStep);
}
