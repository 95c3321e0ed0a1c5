package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * AdaBelief (arXiv 2010.07468) as its authors run it, with decoupled decay and rectification: m ← β₁m + (1 − β₁)g; s ← β₂s +
 * (1 − β₂)(g − m)² + ε; θ ← θ − η·r·m̂/(√ŝ + ε) where the hats take away the bias. r is the factor of RAdam (arXiv
 * 1908.03265); where the variance of ŝ is not yet finite enough for it, ρₜ below 5, the step is η·m̂.
 *
 * @param learningRate η, at least 0
 * @param beta1 of the mean of gradients, in [0, 1)
 * @param beta2 of the mean of squared surprises, in [0, 1)
 * @param epsilon ε, at least 0
 * @param weightDecay λ, at least 0, decoupled
 * @param rectify whether r is applied; otherwise it is 1
 */
public record AdaBelief(
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay, boolean rectify)
        implements OptimizerSettings {
    private static final AdaBelief DEFAULTS = new AdaBelief(1e-3, 0.9, 0.999, 1e-16, 0, true);

    /** Length of the average from which on its variance is tractable, as in the authors' code. */
    private static final double TRACTABLE = 5;

    public AdaBelief {
        Specification.atLeast(0, "adabelief lr", learningRate);
        Specification.belowOne("adabelief beta1", beta1);
        Specification.belowOne("adabelief beta2", beta2);
        Specification.atLeast(0, "adabelief eps", epsilon);
        Specification.atLeast(0, "adabelief weight_decay", weightDecay);
    }

    static AdaBelief of(Specification given) {
        given.allow("lr", "beta1", "beta2", "eps", "weight_decay", "rectify");
        return new AdaBelief(
                given.number("lr", DEFAULTS.learningRate),
                given.number("beta1", DEFAULTS.beta1),
                given.number("beta2", DEFAULTS.beta2),
                given.number("eps", DEFAULTS.epsilon),
                given.number("weight_decay", DEFAULTS.weightDecay),
                given.flag("rectify", DEFAULTS.rectify));
    }

    @Override
    public String text() {
        var text = new SpecificationText("adabelief")
                .add("lr", learningRate)
                .add("beta1", beta1, DEFAULTS.beta1)
                .add("beta2", beta2, DEFAULTS.beta2)
                .add("eps", epsilon, DEFAULTS.epsilon)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay);
        return (rectify ? text : text.add("rectify", "false")).toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links().decay(weightDecay, true).add(new Belief(theta)).chain();
    }

    /** r·m̂/(√ŝ + ε); remembers {@code exp_avg} and {@code exp_avg_var}. */
    private final class Belief implements Transform {
        private static final String MEAN = "exp_avg";
        private static final String VARIANCE = "exp_avg_var";

        private final Memory memory;

        Belief(Tensor theta) {
            this.memory = new Memory(theta, MEAN, VARIANCE);
        }

        @Override
        public Tensor apply(Tensor update, Step step) {
            var mean = memory.tensor(MEAN).mul_(new Scalar(beta1)).add_(update, new Scalar(1 - beta1));
            var surprise = update.sub_(mean);
            var variance = memory.tensor(VARIANCE)
                    .mul_(new Scalar(beta2))
                    .addcmul_(surprise, surprise, new Scalar(1 - beta2))
                    .add_(new Scalar(epsilon));
            var unbiased = mean.div(new Scalar(1 - Math.pow(beta1, (double) step.number())));
            double power = Math.pow(beta2, (double) step.number());
            double factor = rectify ? rectification(step.number(), power) : 1;
            if (factor == 0) {
                return unbiased;
            }
            var deviation = variance.div(new Scalar(1 - power)).sqrt_().add_(new Scalar(epsilon));
            return unbiased.mul_(new Scalar(factor)).div_(deviation);
        }

        /** r, or 0 where it does not exist yet. */
        private double rectification(long number, double power) {
            double limit = 2 / (1 - beta2) - 1;
            double length = limit - 2 * number * power / (1 - power);
            if (length < TRACTABLE) {
                return 0;
            }
            return Math.sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length));
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }
}
