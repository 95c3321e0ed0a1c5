package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Adam with Nesterov's momentum (Dozat 2016), as {@code torch.optim.NAdam}: μₜ = β₁(1 − ½·0.96^(tψ)); m and v as Adam's;
 * θ ← θ − η·((1 − μₜ)/(1 − Πμ)·g + μₜ₊₁/(1 − Πμ·μₜ₊₁)·m)/(√v̂ + ε).
 *
 * @param learningRate η, at least 0
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε, at least 0
 * @param weightDecay λ, at least 0
 * @param momentumDecay ψ, at least 0
 * @param decoupledWeightDecay decays as AdamW does
 * @param maximize climbs instead
 */
public record Nadam(
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double momentumDecay,
        boolean decoupledWeightDecay,
        boolean maximize)
        implements OptimizerSettings {
    private static final Nadam DEFAULTS = new Nadam(2e-3, 0.9, 0.999, 1e-8, 0, 4e-3, false, false);

    public Nadam {
        Specification.atLeast(0, "nadam lr", learningRate);
        Specification.belowOne("nadam beta1", beta1);
        Specification.belowOne("nadam beta2", beta2);
        Specification.atLeast(0, "nadam eps", epsilon);
        Specification.atLeast(0, "nadam weight_decay", weightDecay);
        Specification.atLeast(0, "nadam momentum_decay", momentumDecay);
    }

    static Nadam of(Specification given) {
        given.allow(
                "lr", "beta1", "beta2", "eps", "weight_decay", "momentum_decay", "decoupled_weight_decay", "maximize");
        return new Nadam(
                given.number("lr", DEFAULTS.learningRate),
                given.number("beta1", DEFAULTS.beta1),
                given.number("beta2", DEFAULTS.beta2),
                given.number("eps", DEFAULTS.epsilon),
                given.number("weight_decay", DEFAULTS.weightDecay),
                given.number("momentum_decay", DEFAULTS.momentumDecay),
                given.flag("decoupled_weight_decay", false),
                given.flag("maximize", false));
    }

    @Override
    public String text() {
        return new SpecificationText("nadam")
                .add("lr", learningRate)
                .add("beta1", beta1, DEFAULTS.beta1)
                .add("beta2", beta2, DEFAULTS.beta2)
                .add("eps", epsilon, DEFAULTS.epsilon)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .add("momentum_decay", momentumDecay, DEFAULTS.momentumDecay)
                .add("decoupled_weight_decay", decoupledWeightDecay)
                .add("maximize", maximize)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links()
                .maximize(maximize)
                .decay(weightDecay, decoupledWeightDecay)
                .add(new LookingAhead(theta))
                .chain();
    }

    /** The update; remembers {@code exp_avg}, {@code exp_avg_sq} and {@code mu_product}. */
    private final class LookingAhead implements Transform {
        private static final String MEAN = "exp_avg";
        private static final String SQUARE = "exp_avg_sq";
        private static final String PRODUCT = "mu_product";

        private final Memory memory;

        LookingAhead(Tensor theta) {
            this.memory = new Memory(theta, MEAN, SQUARE).withNumber(PRODUCT, 1);
        }

        @Override
        public Tensor apply(Tensor update, Step step) {
            double now = momentum(step.number());
            double next = momentum(step.number() + 1);
            double product = memory.number(PRODUCT) * now;
            memory.set(PRODUCT, product);
            var mean = memory.tensor(MEAN).lerp_(update, new Scalar(1 - beta1));
            var square = memory.tensor(SQUARE).mul_(new Scalar(beta2)).addcmul_(update, update, new Scalar(1 - beta2));
            var root = square.div(new Scalar(1 - Math.pow(beta2, (double) step.number())))
                    .sqrt_()
                    .add_(new Scalar(epsilon));
            return update.mul_(new Scalar((1 - now) / (1 - product)))
                    .add_(mean, new Scalar(next / (1 - product * next)))
                    .div_(root);
        }

        private double momentum(long number) {
            return beta1 * (1 - 0.5 * Math.pow(0.96, number * momentumDecay));
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }
}
