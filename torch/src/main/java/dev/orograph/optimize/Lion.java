package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Lion (arXiv 2302.06675): θ ← (1 − ηλ)θ; θ ← θ − η·sign(β₁m + (1 − β₁)g); m ← β₂m + (1 − β₂)g.
 *
 * @param learningRate η, at least 0; every element moves by it, so it is several times smaller than Adam's
 * @param beta1 share of the past in the direction, in [0, 1)
 * @param beta2 share of the past in what is remembered, in [0, 1)
 * @param weightDecay λ, at least 0, decoupled
 */
public record Lion(double learningRate, double beta1, double beta2, double weightDecay) implements OptimizerSettings {
    private static final Lion DEFAULTS = new Lion(1e-4, 0.9, 0.99, 0);

    public Lion {
        Specification.atLeast(0, "lion lr", learningRate);
        Specification.belowOne("lion beta1", beta1);
        Specification.belowOne("lion beta2", beta2);
        Specification.atLeast(0, "lion weight_decay", weightDecay);
    }

    static Lion of(Specification given) {
        given.allow("lr", "beta1", "beta2", "weight_decay");
        return new Lion(
                given.number("lr", DEFAULTS.learningRate),
                given.number("beta1", DEFAULTS.beta1),
                given.number("beta2", DEFAULTS.beta2),
                given.number("weight_decay", DEFAULTS.weightDecay));
    }

    @Override
    public String text() {
        return new SpecificationText("lion")
                .add("lr", learningRate)
                .add("beta1", beta1, DEFAULTS.beta1)
                .add("beta2", beta2, DEFAULTS.beta2)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links().decay(weightDecay, true).add(new Direction(theta)).chain();
    }

    /** The sign of the direction; remembers {@code exp_avg}. */
    private final class Direction implements Transform {
        private static final String MEAN = "exp_avg";

        private final Memory memory;

        Direction(Tensor theta) {
            this.memory = new Memory(theta, MEAN);
        }

        @Override
        public Tensor apply(Tensor update, Step step) {
            var mean = memory.tensor(MEAN);
            var direction = mean.mul(new Scalar(beta1))
                    .add_(update, new Scalar(1 - beta1))
                    .sign_();
            mean.mul_(new Scalar(beta2)).add_(update, new Scalar(1 - beta2));
            return direction;
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }
}
