package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Rectified Adam (arXiv 1908.03265), as {@code torch.optim.RAdam}: m and v as Adam's; ρ∞ = 2/(1 − β₂) − 1 and ρₜ = ρ∞ −
 * 2tβ₂ᵗ/(1 − β₂ᵗ); θ ← θ − η·r·m̂·√(1 − β₂ᵗ)/(√v + ε) with r² = (ρₜ − 4)(ρₜ − 2)ρ∞/((ρ∞ − 4)(ρ∞ − 2)ρₜ) where ρₜ is above
 * 5, before that θ − η·m̂.
 *
 * @param learningRate η, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε, at least 0
 * @param weightDecay λ, at least 0
 * @param decoupledWeightDecay decays as AdamW does
 * @param maximize climbs instead
 */
public record Radam(
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        boolean decoupledWeightDecay,
        boolean maximize)
        implements OptimizerSettings {
    private static final Radam DEFAULTS = new Radam(1e-3, 0.9, 0.999, 1e-8, 0, false, false);

    /** Length of the average above which its variance is tractable, as in torch. */
    private static final double TRACTABLE = 5;

    public Radam {
        Specification.atLeast(0, "radam lr", learningRate);
        Specification.belowOne("radam beta1", beta1);
        Specification.belowOne("radam beta2", beta2);
        Specification.atLeast(0, "radam eps", epsilon);
        Specification.atLeast(0, "radam weight_decay", weightDecay);
    }

    static Radam of(Specification given) {
        given.allow("lr", "beta1", "beta2", "eps", "weight_decay", "decoupled_weight_decay", "maximize");
        return new Radam(
                given.number("lr", DEFAULTS.learningRate),
                given.number("beta1", DEFAULTS.beta1),
                given.number("beta2", DEFAULTS.beta2),
                given.number("eps", DEFAULTS.epsilon),
                given.number("weight_decay", DEFAULTS.weightDecay),
                given.flag("decoupled_weight_decay", false),
                given.flag("maximize", false));
    }

    @Override
    public String text() {
        return new SpecificationText("radam")
                .add("lr", learningRate)
                .add("beta1", beta1, DEFAULTS.beta1)
                .add("beta2", beta2, DEFAULTS.beta2)
                .add("eps", epsilon, DEFAULTS.epsilon)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .add("decoupled_weight_decay", decoupledWeightDecay)
                .add("maximize", maximize)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links()
                .maximize(maximize)
                .decay(weightDecay, decoupledWeightDecay)
                .add(new Rectified(theta))
                .chain();
    }

    /** The update; remembers {@code exp_avg} and {@code exp_avg_sq}. */
    private final class Rectified implements Transform {
        private static final String MEAN = "exp_avg";
        private static final String SQUARE = "exp_avg_sq";

        private final Memory memory;

        Rectified(Tensor theta) {
            this.memory = new Memory(theta, MEAN, SQUARE);
        }

        @Override
        public Tensor apply(Tensor update, Step step) {
            var mean = memory.tensor(MEAN).lerp_(update, new Scalar(1 - beta1));
            var square = memory.tensor(SQUARE).mul_(new Scalar(beta2)).addcmul_(update, update, new Scalar(1 - beta2));
            double power = Math.pow(beta2, (double) step.number());
            double limit = 2 / (1 - beta2) - 1;
            double length = limit - 2 * step.number() * power / (1 - power);
            double unbias = 1 / (1 - Math.pow(beta1, (double) step.number()));
            if (!(length > TRACTABLE)) {
                return update.copy_(mean).mul_(new Scalar(unbias));
            }
            double rectification =
                    Math.sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length));
            return update.copy_(mean)
                    .div_(square.sqrt().add_(new Scalar(epsilon)))
                    .mul_(new Scalar(unbias * rectification * Math.sqrt(1 - power)));
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }
}
