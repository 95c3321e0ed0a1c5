package dev.orograph.optimize;

import dev.orograph.array.NamedArrays;
import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Sharpness-aware minimisation around any optimizer, which sees the gradient at the ascent point θ + e with e = ρ·g/(‖g‖ +
 * 1e-12) (arXiv 2010.01412), or, adaptive, e = ρ·θ²⊙g/(‖|θ|⊙g‖ + 1e-12) (ASAM, arXiv 2102.11600), and the loss at θ.
 * Text form {@code sam:rho=0.05+sgd:lr=0.1}, {@code asam:rho=0.05+sgd:lr=0.1}.
 *
 * @param isAdaptive ASAM
 * @param rho ρ, at least 0: distance of the ascent point
 * @param wrapped makes the steps
 */
public record Sam(boolean isAdaptive, double rho, OptimizerSettings wrapped) implements OptimizerSettings {
    private static final double DEFAULT_RHO = 0.05;

    /** Keeps the quotient finite where the gradient is zero. */
    private static final double LEAST_NORM = 1e-12;

    public Sam {
        Specification.atLeast(0, name(isAdaptive) + " rho", rho);
    }

    static Sam plain(Specification given, OptimizerSettings wrapped) {
        return new Sam(false, given.allow("rho").number("rho", DEFAULT_RHO), wrapped);
    }

    static Sam adaptive(Specification given, OptimizerSettings wrapped) {
        return new Sam(true, given.allow("rho").number("rho", DEFAULT_RHO), wrapped);
    }

    private static String name(boolean isAdaptive) {
        return isAdaptive ? "asam" : "sam";
    }

    @Override
    public double learningRate() {
        return wrapped.learningRate();
    }

    @Override
    public String text() {
        return new SpecificationText(name(isAdaptive)).add("rho", rho) + "+" + wrapped.text();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Wrapping(wrapped.start(layout, theta));
    }

    private final class Wrapping implements Optimizer {
        private final Optimizer optimizer;

        Wrapping(Optimizer optimizer) {
            this.optimizer = optimizer;
        }

        @Override
        public Evaluation step(LossFunction function, Tensor theta, double learningRate) {
            return optimizer.step(new Ascended(function), theta, learningRate);
        }

        @Override
        public Tensor evaluated(Tensor theta) {
            return optimizer.evaluated(theta);
        }

        @Override
        public Map<String, Double> figures() {
            return optimizer.figures();
        }

        @Override
        public NamedArrays state() {
            return optimizer.state();
        }

        @Override
        public void restore(NamedArrays state) {
            optimizer.restore(state);
        }

        @Override
        public void close() {
            optimizer.close();
        }
    }

    /** The loss of a function, with the gradients of its ascent points. */
    private final class Ascended implements LossFunction {
        private final LossFunction function;

        Ascended(LossFunction function) {
            this.function = function;
        }

        @Override
        public Evaluation at(Tensor theta) {
            var here = function.at(theta);
            try (var scope = new PointerScope()) {
                var above = function.at(theta.add(ascent(theta, here.gradient())));
                return new Evaluation(here.loss(), Tensors.keep(above.gradient()));
            }
        }

        private Tensor ascent(Tensor theta, Tensor gradient) {
            var scaled = isAdaptive ? gradient.mul(theta.abs()) : gradient;
            double norm = scaled.norm().item_double();
            var direction = isAdaptive ? scaled.mul(theta.abs()) : scaled;
            return direction.mul(new Scalar(rho / (norm + LEAST_NORM)));
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
}
