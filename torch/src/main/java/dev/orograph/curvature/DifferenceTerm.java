package dev.orograph.curvature;

import dev.orograph.objective.FiniteSum;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Products with the Hessian of one term by central differences in float64. */
final class DifferenceTerm implements TermProduct {
    /**
     * The step relative to θ. The cube root of float64's rounding error would balance rounding against the differences'
     * own error of order h² on a smooth function; the square root leaves 1e-8 of rounding and makes it some hundred times
     * rarer that a ReLU switches between the two points, which spoils a difference altogether.
     */
    private static final double STEP = Math.sqrt(Math.ulp(1.0));

    private final FiniteSum function;
    private final Tensor theta;
    private final int term;

    DifferenceTerm(FiniteSum function, Tensor theta, int term) {
        this.function = function;
        this.term = term;
        try (var scope = new PointerScope()) {
            this.theta = Tensors.own(theta.detach().to(ScalarType.Double));
        }
    }

    @Override
    public Tensor times(Tensor vector) {
        try (var scope = new PointerScope()) {
            var direction = vector.to(ScalarType.Double);
            double length = direction.norm().item_double();
            if (length == 0) {
                return Tensors.keep(vector.clone());
            }
            double step = STEP * (1 + theta.norm().item_double()) / length;
            var difference = gradient(direction, step).sub(gradient(direction, -step));
            return Tensors.keep(difference.div(new Scalar(2 * step)).to(vector.scalar_type()));
        }
    }

    private Tensor gradient(Tensor direction, double step) {
        try (var scope = new PointerScope()) {
            var leaf = Autograd.leaf(theta.add(direction, new Scalar(step)));
            return Tensors.keep(
                    Autograd.differentiable(function.value(leaf, term), leaf).detach());
        }
    }

    @Override
    public void close() {
        theta.close();
    }
}
