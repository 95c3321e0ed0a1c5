package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Tensor;

/**
 * Adaptive moments with decoupled decay (arXiv 1711.05101), as {@code torch.optim.AdamW}: θ ← (1 − ηλ)θ, then
 * θ ← θ − η·m̂/(√v̂ + ε).
 *
 * @param learningRate η, at least 0
 * @param beta1 decay of the mean of gradients, in [0, 1)
 * @param beta2 decay of the mean of their squares, in [0, 1)
 * @param epsilon added to the denominator, at least 0
 * @param weightDecay λ, at least 0
 * @param amsgrad divides by the largest mean of squares so far
 * @param maximize climbs instead
 */
public record AdamW(
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        boolean amsgrad,
        boolean maximize)
        implements OptimizerSettings {
    private static final AdamW DEFAULTS = new AdamW(1e-3, 0.9, 0.999, 1e-8, 0.01, false, false);

    public AdamW {
        Specification.atLeast(0, "adamw lr", learningRate);
        Specification.belowOne("adamw beta1", beta1);
        Specification.belowOne("adamw beta2", beta2);
        Specification.atLeast(0, "adamw eps", epsilon);
        Specification.atLeast(0, "adamw weight_decay", weightDecay);
    }

    /** torch's: lr 1e-3, betas .9 and .999, eps 1e-8, weight decay 0.01. */
    public static AdamW defaults() {
        return DEFAULTS;
    }

    static AdamW of(Specification given) {
        given.allow("lr", "beta1", "beta2", "eps", "weight_decay", "amsgrad", "maximize");
        return new AdamW(
                given.number("lr", DEFAULTS.learningRate),
                given.number("beta1", DEFAULTS.beta1),
                given.number("beta2", DEFAULTS.beta2),
                given.number("eps", DEFAULTS.epsilon),
                given.number("weight_decay", DEFAULTS.weightDecay),
                given.flag("amsgrad", false),
                given.flag("maximize", false));
    }

    public AdamW withLearningRate(double rate) {
        return new AdamW(rate, beta1, beta2, epsilon, weightDecay, amsgrad, maximize);
    }

    public AdamW withWeightDecay(double decay) {
        return new AdamW(learningRate, beta1, beta2, epsilon, decay, amsgrad, maximize);
    }

    @Override
    public String text() {
        return new SpecificationText("adamw")
                .add("lr", learningRate)
                .add("beta1", beta1, DEFAULTS.beta1)
                .add("beta2", beta2, DEFAULTS.beta2)
                .add("eps", epsilon, DEFAULTS.epsilon)
                .add("weight_decay", weightDecay, DEFAULTS.weightDecay)
                .add("amsgrad", amsgrad)
                .add("maximize", maximize)
                .toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return asAdam().start(layout, theta);
    }

    /** The same as Adam with decoupled decay. */
    Adam asAdam() {
        return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, amsgrad, true, maximize);
    }
}
