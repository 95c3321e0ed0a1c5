package dev.orograph.curvature;

import dev.orograph.objective.FiniteSum;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Products with the Hessian of one term: the gradient's graph is made once, each product goes back through it. */
final class HessianTerm implements TermProduct {
    private final Tensor leaf;
    private final Tensor gradient;

    private HessianTerm(Tensor leaf, Tensor gradient) {
        this.leaf = leaf;
        this.gradient = gradient;
    }

    static HessianTerm of(FiniteSum function, Tensor theta, int term) {
        try (var scope = new PointerScope()) {
            var leaf = Autograd.leaf(theta);
            var gradient = Autograd.differentiable(function.value(leaf, term), leaf);
            requireFinite(gradient, function);
            return new HessianTerm(Tensors.own(leaf), Tensors.own(gradient));
        }
    }

    private static void requireFinite(Tensor gradient, FiniteSum function) {
        try (var scope = new PointerScope()) {
            var isWrong = torch.isfinite(gradient.detach()).logical_not();
            if (isWrong.any().item_bool()) {
                long first = isWrong.nonzero().get(0).item_long();
                throw new IllegalArgumentException("the gradient is not finite in " + function.nameOf(first)
                        + "; there is no curvature where the loss or the weights are NaN or infinite");
            }
        }
    }

    @Override
    public Tensor times(Tensor vector) {
        return Autograd.product(gradient, leaf, vector);
    }

    @Override
    public void close() {
        gradient.close();
        leaf.close();
    }
}
