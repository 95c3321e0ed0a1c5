package dev.orograph.curvature;

import dev.orograph.objective.SampleSum;
import dev.orograph.tensor.Resources;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Products with the Gauss–Newton matrix of one term. Jv is found by differentiating Jᵀw, which is linear in w, with
 * respect to w.
 */
final class GaussNewtonTerm implements TermProduct {
    private final Resources resources = new Resources();
    private final Tensor leaf;
    private final Tensor outputs;
    private final Tensor dummy;
    private final Tensor pulled;
    private final Tensor outputLeaf;
    private final Tensor outputGradient;

    private GaussNewtonTerm(SampleSum function, Tensor theta, int term) {
        try (var scope = new PointerScope()) {
            leaf = own(Autograd.leaf(theta));
            outputs = own(function.outputs(leaf, term));
            dummy = own(torch.zeros_like(outputs).detach().requires_grad_(true));
            pulled = own(Autograd.differentiable(outputs, leaf, dummy));
            outputLeaf = own(Autograd.leaf(outputs));
            var loss = function.loss().mean(outputLeaf, function.targets(term));
            outputGradient = own(Autograd.differentiable(loss, outputLeaf));
        }
    }

    static GaussNewtonTerm of(SampleSum function, Tensor theta, int term) {
        return new GaussNewtonTerm(function, theta, term);
    }

    private Tensor own(Tensor tensor) {
        var owned = Tensors.own(tensor);
        return resources.add(owned, owned::close);
    }

    @Override
    public Tensor times(Tensor vector) {
        try (var scope = new PointerScope()) {
            var pushed = Autograd.product(pulled, dummy, vector);
            var weighted = Autograd.product(outputGradient, outputLeaf, pushed);
            return Tensors.keep(Autograd.product(outputs, leaf, weighted));
        }
    }

    @Override
    public void close() {
        resources.close();
    }
}
