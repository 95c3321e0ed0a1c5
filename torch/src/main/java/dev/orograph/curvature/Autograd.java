package dev.orograph.curvature;

import dev.orograph.tensor.NativeErrors;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Derivatives of derivatives. Results belong to the current scope. */
public final class Autograd {
    private Autograd() {}

    /** A handle of {@code theta}'s memory that a graph may begin with. */
    public static Tensor leaf(Tensor theta) {
        return theta.detach().requires_grad_(true);
    }

    /**
     * The gradient of a scalar, itself with a graph.
     *
     * @throws IllegalArgumentException if an operation on the way has no derivative
     */
    public static Tensor differentiable(Tensor scalar, Tensor leaf) {
        return gradient(scalar, leaf, new TensorVector(), true);
    }

    /** The product of a Jacobian, transposed, with {@code cotangent}; itself with a graph. */
    static Tensor differentiable(Tensor output, Tensor leaf, Tensor cotangent) {
        return gradient(output, leaf, new TensorVector(cotangent), true);
    }

    /**
     * The product of the Jacobian of {@code output}, transposed, with a vector, keeping the graph for further products;
     * zero where {@code output} does not depend on the leaf.
     */
    public static Tensor product(Tensor output, Tensor leaf, Tensor vector) {
        try (var scope = new PointerScope()) {
            return Tensors.keep(
                    output.requires_grad()
                            ? gradient(output, leaf, new TensorVector(vector), false)
                            : torch.zeros_like(leaf).detach());
        }
    }

    private static Tensor gradient(Tensor output, Tensor leaf, TensorVector cotangents, boolean createsGraph) {
        try (var scope = new PointerScope()) {
            var gradient = torch.grad(
                            new TensorVector(output),
                            new TensorVector(leaf),
                            cotangents,
                            new BoolOptional(true),
                            createsGraph,
                            true)
                    .get(0);
            return Tensors.keep(
                    gradient.defined() ? gradient : torch.zeros_like(leaf).detach());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("the loss cannot be differentiated: " + NativeErrors.sentence(e), e);
        }
    }
}
