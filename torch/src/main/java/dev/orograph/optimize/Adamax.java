package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Adam with a decaying maximum in place of the mean square (arXiv 1412.6980, section 7.1), as {@code torch.optim.Adamax}:
 * g ← g + λθ; m ← β₁m + (1 − β₁)g; u ← max(β₂u, |g| + ε); θ ← θ − η/(1 − β₁ᵗ)·m/u.
 *
 * @param learningRate η, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε, at least 0
 * @param weightDecay λ, at least 0, coupled
 * @param maximize climbs instead
 */
public record Adamax(
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay, boolean maximize)
        implements OptimizerSettings {
    private static final Adamax DEFAULTS = new Adamax(2e-3, 0.9, 0.999, 1e-8, 0, false);

    public Adamax {
        Specification.atLeast(0, "adamax lr", learningRate);
        Specification.belowOne("adamax beta1", beta1);
        Specification.belowOne("adamax beta2", beta2);
        Specification.atLeast(0, "adamax eps", epsilon);
        Specification.atLeast(0, "adamax weight_decay", weightDecay);
    }

    static Adamax of(Specification given) {
        given.allow("lr", "beta1", "beta2", "eps", "weight_decay", "maximize");
        return new Adamax(
                given.number("lr", DEFAULTS.learningRate),
                given.number("beta1", DEFAULTS.beta1),
                given.number("beta2", DEFAULTS.beta2),
                given.number("eps", DEFAULTS.epsilon),
                given.number("weight_decay", DEFAULTS.weightDecay),
                given.flag("maximize", false));
    }

    @Override
    public String text() {
        return new SpecificationText("adamax")
                .add("lr", learningRate)
                .add("beta1", beta1, DEFAULTS.beta1)
                .add("beta2", beta2, DEFAULTS.beta2)
                .add("eps", epsilon, DEFAULTS.epsilon)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .add("maximize", maximize)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links()
                .maximize(maximize)
                .decay(weightDecay, false)
                .add(new LargestGradient(theta))
                .chain();
    }

    /** m̂/u; remembers {@code exp_avg} and {@code exp_inf}. */
    private final class LargestGradient implements Transform {
        private static final String MEAN = "exp_avg";
        private static final String LARGEST = "exp_inf";

        private final Memory memory;

        LargestGradient(Tensor theta) {
            this.memory = new Memory(theta, MEAN, LARGEST);
        }

        @Override
        public Tensor apply(Tensor update, Step step) {
            var mean = memory.tensor(MEAN).lerp_(update, new Scalar(1 - beta1));
            var largest = memory.tensor(LARGEST).mul_(new Scalar(beta2));
            torch.maximum_out(largest, largest, update.abs_().add_(new Scalar(epsilon)));
            return torch.div_out(update, mean, largest).div_(new Scalar(1 - Math.pow(beta1, (double) step.number())));
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }
}
