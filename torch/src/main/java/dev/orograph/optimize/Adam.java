package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Tensor;

/**
 * Adaptive moments (arXiv 1412.6980), as {@code torch.optim.Adam}: g ← g + λθ, then θ ← θ − η·m̂/(√v̂ + ε).
 *
 * @param learningRate η, at least 0
 * @param beta1 decay of the mean of gradients, in [0, 1)
 * @param beta2 decay of the mean of their squares, in [0, 1)
 * @param epsilon added to the denominator, at least 0
 * @param weightDecay λ, at least 0
 * @param amsgrad divides by the largest mean of squares so far
 * @param decoupledWeightDecay decays as {@link AdamW} does, which has another λ by default
 * @param maximize climbs instead
 */
public record Adam(
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        boolean amsgrad,
        boolean decoupledWeightDecay,
        boolean maximize)
        implements OptimizerSettings {
    private static final Adam DEFAULTS = new Adam(1e-3, 0.9, 0.999, 1e-8, 0, false, false, false);

    public Adam {
        Specification.atLeast(0, "adam lr", learningRate);
        Specification.belowOne("adam beta1", beta1);
        Specification.belowOne("adam beta2", beta2);
        Specification.atLeast(0, "adam eps", epsilon);
        Specification.atLeast(0, "adam weight_decay", weightDecay);
    }

    /** torch's: lr 1e-3, betas .9 and .999, eps 1e-8, weight decay 0. */
    public static Adam defaults() {
        return DEFAULTS;
    }

    static Adam of(Specification given) {
        given.allow("lr", "beta1", "beta2", "eps", "weight_decay", "amsgrad", "decoupled_weight_decay", "maximize");
        return new Adam(
                given.number("lr", DEFAULTS.learningRate),
                given.number("beta1", DEFAULTS.beta1),
                given.number("beta2", DEFAULTS.beta2),
                given.number("eps", DEFAULTS.epsilon),
                given.number("weight_decay", DEFAULTS.weightDecay),
                given.flag("amsgrad", false),
                given.flag("decoupled_weight_decay", false),
                given.flag("maximize", false));
    }

    public Adam withLearningRate(double rate) {
        return new Adam(rate, beta1, beta2, epsilon, weightDecay, amsgrad, decoupledWeightDecay, maximize);
    }

    public Adam withWeightDecay(double decay) {
        return new Adam(learningRate, beta1, beta2, epsilon, decay, amsgrad, decoupledWeightDecay, maximize);
    }

    @Override
    public String text() {
        return new SpecificationText("adam")
                .add("lr", learningRate)
                .add("beta1", beta1, DEFAULTS.beta1)
                .add("beta2", beta2, DEFAULTS.beta2)
                .add("eps", epsilon, DEFAULTS.epsilon)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .add("amsgrad", amsgrad)
                .add("decoupled_weight_decay", decoupledWeightDecay)
                .add("maximize", maximize)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new Links().chain(AdaptiveMoments.of(this, theta));
    }
}
