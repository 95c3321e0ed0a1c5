package dev.orograph.spectrum;

/**
 * One measure of how sharp the loss is around a network.
 *
 * @param name such as {@code "LPF"}
 * @param formula what was computed, in symbols
 * @param settings the numbers in the formula, such as {@code "σ = 0.01"}
 * @param value the number with its error, or why there is none
 * @param note what was found on the way, such as a σ; may be empty
 * @param evaluations of the loss that it took, besides the loss and the gradient at θ, which all figures share
 * @param products with the Hessian that it took
 */
public record SharpnessFigure(
        String name,
        String formula,
        String settings,
        SharpnessValue value,
        String note,
        long evaluations,
        long products) {
    public SharpnessFigure {
        if (evaluations < 0 || products < 0) {
            throw new IllegalArgumentException("figure " + name + " took " + evaluations + " evaluations and "
                    + products + " products; neither can be negative");
        }
    }
}
