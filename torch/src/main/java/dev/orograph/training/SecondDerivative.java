package dev.orograph.training;

import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The product of a Hessian with a vector, by differentiating the gradient. */
final class SecondDerivative {
    private SecondDerivative() {}

    /** Zero where the gradient does not depend on the leaf; belongs to the current scope. */
    static Tensor times(Tensor loss, Tensor leaf, Tensor vector) {
        try (var scope = new PointerScope()) {
            var gradient = torch.grad(
                            new TensorVector(loss),
                            new TensorVector(leaf),
                            new TensorVector(),
                            new BoolOptional(true),
                            true,
                            true)
                    .get(0);
            if (!gradient.defined() || !gradient.requires_grad()) {
                return Tensors.keep(torch.zeros_like(vector));
            }
            var product = torch.grad(
                            new TensorVector(gradient),
                            new TensorVector(leaf),
                            new TensorVector(vector),
                            new BoolOptional(false),
                            false,
                            true)
                    .get(0);
            return Tensors.keep(product.defined() ? product : torch.zeros_like(vector));
        }
    }
}
