package dev.orograph.training;

import dev.orograph.curvature.Autograd;
import dev.orograph.objective.FiniteSum;
import dev.orograph.optimize.Evaluation;
import dev.orograph.optimize.LossFunction;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A sum of terms as an optimizer sees it: its value, gradient and Hessian by automatic differentiation.
 *
 * @param sum borrowed
 */
record SumLoss(FiniteSum sum) implements LossFunction {
    /** The value alone. */
    double value(Tensor theta) {
        try (var scope = new PointerScope()) {
            double value = 0;
            for (int term = 0; term < sum.terms(); term++) {
                value += sum.weight(term) * sum.value(theta, term).item_double();
            }
            return value;
        }
    }

    @Override
    public Evaluation at(Tensor theta) {
        try (var scope = new PointerScope()) {
            double value = 0;
            var gradient = torch.zeros_like(theta);
            for (int term = 0; term < sum.terms(); term++) {
                var leaf = Autograd.leaf(theta);
                var part = sum.value(leaf, term);
                value += sum.weight(term) * part.item_double();
                gradient.add_(Autograd.differentiable(part, leaf).detach(), new Scalar(sum.weight(term)));
            }
            return new Evaluation(value, Tensors.keep(gradient));
        }
    }

    @Override
    public Tensor hessianProduct(Tensor theta, Tensor vector) {
        try (var scope = new PointerScope()) {
            var product = torch.zeros_like(theta);
            for (int term = 0; term < sum.terms(); term++) {
                var leaf = Autograd.leaf(theta);
                var gradient = Autograd.differentiable(sum.value(leaf, term), leaf);
                product.add_(Autograd.product(gradient, leaf, vector).detach(), new Scalar(sum.weight(term)));
            }
            return Tensors.keep(product);
        }
    }
}
