package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * LAMB (arXiv 1904.00962): u = m̂/(√v̂ + ε) + λθ with Adam's unbiased moments, and per block of parameters w ← w −
 * η·‖w‖/‖u‖·u; the quotient is 1 where a norm is 0.
 *
 * @param learningRate η, at least 0
 * @param beta1 of the mean of gradients, in [0, 1)
 * @param beta2 of the mean of squared gradients, in [0, 1)
 * @param epsilon added to the denominator, at least 0
 * @param weightDecay λ, at least 0
 */
public record Lamb(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        implements OptimizerSettings {
    private static final Lamb DEFAULTS = new Lamb(1e-3, 0.9, 0.999, 1e-6, 0);

    public Lamb {
        Specification.atLeast(0, "lamb lr", learningRate);
        Specification.belowOne("lamb beta1", beta1);
        Specification.belowOne("lamb beta2", beta2);
        Specification.atLeast(0, "lamb eps", epsilon);
        Specification.atLeast(0, "lamb weight_decay", weightDecay);
    }

    static Lamb of(Specification given) {
        given.allow("lr", "beta1", "beta2", "eps", "weight_decay");
        return new Lamb(
                given.number("lr", DEFAULTS.learningRate),
                given.number("beta1", DEFAULTS.beta1),
                given.number("beta2", DEFAULTS.beta2),
                given.number("eps", DEFAULTS.epsilon),
                given.number("weight_decay", DEFAULTS.weightDecay));
    }

    @Override
    public String text() {
        return new SpecificationText("lamb")
                .add("lr", learningRate)
                .add("beta1", beta1, DEFAULTS.beta1)
                .add("beta2", beta2, DEFAULTS.beta2)
                .add("eps", epsilon, DEFAULTS.epsilon)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links().add(new Moments(theta)).add(new BlockRates(layout)).chain();
    }

    /** m̂/(√v̂ + ε) + λθ; remembers {@code exp_avg} and {@code exp_avg_sq}. */
    private final class Moments implements Transform {
        private static final String MEAN = "exp_avg";
        private static final String SQUARE = "exp_avg_sq";

        private final Memory memory;

        Moments(Tensor theta) {
            this.memory = new Memory(theta, MEAN, SQUARE);
        }

        @Override
        public Tensor apply(Tensor update, Step step) {
            var mean = memory.tensor(MEAN).mul_(new Scalar(beta1)).add_(update, new Scalar(1 - beta1));
            var square = memory.tensor(SQUARE).mul_(new Scalar(beta2)).addcmul_(update, update, new Scalar(1 - beta2));
            var denominator = square.div(new Scalar(1 - Math.pow(beta2, (double) step.number())))
                    .sqrt_()
                    .add_(new Scalar(epsilon));
            return mean.div(new Scalar(1 - Math.pow(beta1, (double) step.number())))
                    .div_(denominator)
                    .add_(step.theta(), new Scalar(weightDecay));
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }

    /** Gives every block's update the norm of its weights. */
    private record BlockRates(Layout layout) implements Transform {
        @Override
        public Tensor apply(Tensor update, Step step) {
            try (var scope = new PointerScope()) {
                var weights = layout.split(step.theta());
                var updates = layout.split(update);
                for (int i = 0; i < weights.size(); i++) {
                    updates.get(i).mul_(new Scalar(BlockRatio.of(weights.get(i), updates.get(i))));
                }
            }
            return update;
        }
    }
}
