package dev.orograph.optimize;

import dev.orograph.curvature.Autograd;
import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A function of few numbers with everything an optimizer may ask: the sum of squared residuals. Sampled gradients √2·Jᵀz
 * with random signs z have the Gauss-Newton matrix 2JᵀJ as the mean of their squares.
 *
 * @param residuals [count] of θ
 */
record ToyFunction(UnaryOperator<Tensor> residuals) implements LossFunction {
    /** Curvatures of the bowl: condition number 100. */
    private static final double[] CURVATURES = {1, 1.7, 2.8, 4.6, 7.7, 13, 22, 36, 60, 100};

    static final Layout BOWL_LAYOUT = Layout.builder()
            .add("x", BlockKind.WEIGHT, 3, 2)
            .add("y", BlockKind.BIAS, 4)
            .build();

    static final Layout VALLEY_LAYOUT = Layout.builder()
            .add("x", BlockKind.WEIGHT, 1, 1)
            .add("y", BlockKind.BIAS, 1)
            .build();

    /** ½Σ cᵢθᵢ². */
    static ToyFunction bowl() {
        return new ToyFunction(theta -> theta.mul(
                Tensors.of(CURVATURES, CURVATURES.length).div(new Scalar(2.0)).sqrt()));
    }

    /** Rosenbrock's (1 − x)² + 100(y − x²)². */
    static ToyFunction valley() {
        return new ToyFunction(theta -> {
            var x = theta.narrow(0, 0, 1);
            var y = theta.narrow(0, 1, 1);
            var height = y.sub(x.square()).mul(new Scalar(10.0));
            return torch.cat(new TensorVector(x.neg().add(new Scalar(1.0)), height));
        });
    }

    private Tensor loss(Tensor leaf) {
        return residuals.apply(leaf).square().sum();
    }

    double lossAt(Tensor theta) {
        try (var scope = new PointerScope()) {
            return loss(theta).item_double();
        }
    }

    @Override
    public Evaluation at(Tensor theta) {
        try (var scope = new PointerScope()) {
            var leaf = Autograd.leaf(theta);
            var loss = loss(leaf);
            var gradient = Autograd.differentiable(loss, leaf).detach();
            return new Evaluation(loss.item_double(), Tensors.keep(gradient));
        }
    }

    @Override
    public Tensor sampledGradient(Tensor theta, long seed) {
        try (var scope = new PointerScope()) {
            var leaf = Autograd.leaf(theta);
            var values = residuals.apply(leaf);
            var signs = RandomStream.of(seed).signs(values.numel(), Precision.of(theta));
            var sum = values.mul(signs).sum().mul(new Scalar(Math.sqrt(2)));
            return Tensors.keep(Autograd.differentiable(sum, leaf).detach());
        }
    }

    @Override
    public Tensor hessianProduct(Tensor theta, Tensor vector) {
        try (var scope = new PointerScope()) {
            var leaf = Autograd.leaf(theta);
            return Tensors.keep(Autograd.product(Autograd.differentiable(loss(leaf), leaf), leaf, vector));
        }
    }
}
