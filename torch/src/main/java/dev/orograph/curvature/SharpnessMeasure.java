package dev.orograph.curvature;

import java.util.List;

/**
 * A measure of how sharp a loss L is around a network's weights θ, with its settings. Below, g is the gradient at θ, H the
 * Hessian, ‖·‖ the Euclidean norm of the whole vector, and ⊙ the product element by element. Losses are in the loss's own
 * unit, per sample; steps in that of the weights.
 */
public sealed interface SharpnessMeasure
        permits EpsilonSharpness,
                SamSharpness,
                AsamSharpness,
                LowPassLoss,
                PacBayes,
                AdaptiveAverage,
                WeightCurvature,
                GradientCurvature {
    /** How to name it to a user; no two kinds of measure have the same. */
    String name();

    /** What it computes, in symbols. */
    String formula();

    /** The numbers in the formula, as in {@code "ρ = 0.05"}; may be empty. */
    String settings();

    /** Number of losses that it evaluates besides that at θ, or −1 if that depends on the loss. */
    int expectedEvaluations();

    /** Computes it. */
    Finding measure(Neighbourhood at);

    /** All measures with their usual settings, the cheap ones first. */
    static List<SharpnessMeasure> all() {
        return List.of(
                SamSharpness.defaults(),
                AsamSharpness.defaults(),
                EpsilonSharpness.defaults(),
                new WeightCurvature(),
                new GradientCurvature(),
                LowPassLoss.defaults(),
                AdaptiveAverage.defaults(),
                PacBayes.defaults());
    }
}
