package dev.orograph.optimize;

import org.bytedeco.pytorch.Tensor;

/**
 * A function whose gradients go through a transform that remembers nothing and moves nothing, such as clipping.
 *
 * @param function everything else
 */
record Transformed(LossFunction function, Transform transform) implements LossFunction {
    @Override
    public Evaluation at(Tensor theta) {
        var evaluation = function.at(theta);
        var changed = transform.apply(evaluation.gradient(), new Step(1, 0, theta, function));
        return new Evaluation(evaluation.loss(), changed);
    }

    @Override
    public long samples() {
        return function.samples();
    }

    @Override
    public Tensor sampledGradient(Tensor theta, long seed) {
        return function.sampledGradient(theta, seed);
    }

    @Override
    public Tensor hessianProduct(Tensor theta, Tensor vector) {
        return function.hessianProduct(theta, vector);
    }
}
