package dev.orograph.training;

import dev.orograph.optimize.Adam;
import dev.orograph.optimize.AdamW;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.RmsProp;
import dev.orograph.optimize.Sgd;
import java.util.Optional;

/**
 * The largest eigenvalue of the Hessian with which an optimizer's steps on a parabola do not grow.
 *
 * <p>Sources: Cohen et al. 2021, arXiv 2103.00065 (gradient descent, with and without momentum); Cohen et al. 2022, arXiv
 * 2207.14484 (Adam and RMSProp, whose thresholds are for the preconditioned Hessian).
 *
 * @param value of the threshold; infinite for a learning rate of 0
 * @param formula in η, μ, τ, β₁ and λ, as far as they occur
 * @param isPreconditioned whether it bounds the eigenvalues of D⁻¹H, D being the denominator √v̂ + ε
 */
public record StabilityThreshold(double value, String formula, boolean isPreconditioned) {
    /**
     * The threshold of an optimizer; empty where none is known.
     *
     * @param learningRate η at the time, schedule included
     */
    public static Optional<StabilityThreshold> of(OptimizerSettings optimizer, double learningRate) {
        if (optimizer instanceof Sgd sgd) {
            return Optional.of(of(sgd, learningRate));
        } else if (optimizer instanceof Adam adam) {
            return Optional.of(adaptive(adam.beta1(), learningRate));
        } else if (optimizer instanceof AdamW adam) {
            return Optional.of(adaptive(adam.beta1(), learningRate));
        } else if (optimizer instanceof RmsProp rmsProp) {
            return Optional.of(of(rmsProp, learningRate));
        }
        return Optional.empty();
    }

    /** Coupled decay adds λ to every eigenvalue; dampening scales the steps, but for the first. */
    private static StabilityThreshold of(Sgd sgd, double learningRate) {
        double momentum = sgd.momentum();
        double rate = momentum == 0 ? learningRate : learningRate * (1 - sgd.dampening());
        double bare;
        String formula;
        if (sgd.nesterov()) {
            bare = (2 + 2 * momentum) / ((1 + 2 * momentum) * rate);
            formula = "(2+2μ)/((1+2μ)η)";
        } else if (momentum > 0) {
            bare = (2 + 2 * momentum) / rate;
            formula = sgd.dampening() == 0 ? "(2+2μ)/η" : "(2+2μ)/((1-τ)η)";
        } else {
            bare = 2 / rate;
            formula = "2/η";
        }
        return new StabilityThreshold(
                bare - sgd.weightDecay(), sgd.weightDecay() == 0 ? formula : formula + " - λ", false);
    }

    private static StabilityThreshold adaptive(double beta1, double learningRate) {
        return new StabilityThreshold((2 + 2 * beta1) / ((1 - beta1) * learningRate), "(2+2β₁)/((1-β₁)η)", true);
    }

    /** Heavy-ball descent on the preconditioned Hessian. */
    private static StabilityThreshold of(RmsProp rmsProp, double learningRate) {
        double momentum = rmsProp.momentum();
        return new StabilityThreshold((2 + 2 * momentum) / learningRate, momentum == 0 ? "2/η" : "(2+2μ)/η", true);
    }
}
