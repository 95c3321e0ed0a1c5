package dev.orograph.optimize;

import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A loss as a function of one group's parameters, all others being where they were before the step. */
final class GroupLoss implements LossFunction {
    private final LossFunction function;
    private final Tensor before;
    private final Evaluation first;
    private final Stretches stretches;
    private boolean isAsked;

    /**
     * @param function of all parameters
     * @param before all parameters before the step
     * @param first what the function is there
     */
    GroupLoss(LossFunction function, Tensor before, Evaluation first, Stretches stretches) {
        this.function = function;
        this.before = before;
        this.first = first;
        this.stretches = stretches;
    }

    @Override
    public Evaluation at(Tensor own) {
        if (!isAsked) {
            isAsked = true;
            return new Evaluation(first.loss(), stretches.gather(first.gradient()));
        }
        try (var scope = new PointerScope()) {
            var evaluation = function.at(whole(own));
            return new Evaluation(evaluation.loss(), Tensors.keep(stretches.gather(evaluation.gradient())));
        }
    }

    private Tensor whole(Tensor own) {
        var whole = before.clone();
        stretches.scatter(own, whole);
        return whole;
    }

    @Override
    public long samples() {
        return function.samples();
    }

    @Override
    public Tensor sampledGradient(Tensor own, long seed) {
        try (var scope = new PointerScope()) {
            return Tensors.keep(stretches.gather(function.sampledGradient(whole(own), seed)));
        }
    }

    @Override
    public Tensor hessianProduct(Tensor own, Tensor vector) {
        try (var scope = new PointerScope()) {
            var direction = torch.zeros_like(before);
            stretches.scatter(vector, direction);
            return Tensors.keep(stretches.gather(function.hessianProduct(whole(own), direction)));
        }
    }
}
