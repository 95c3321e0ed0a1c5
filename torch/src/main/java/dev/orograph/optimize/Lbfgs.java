package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import org.bytedeco.pytorch.Tensor;

/**
 * The quasi-Newton method of limited memory (Liu, Nocedal 1989), as {@code torch.optim.LBFGS}: one step makes up to {@code
 * max_iter} iterations on the same loss and asks for it as often. The first direction of all is −g with the length η·min(1,
 * 1/|g|₁), later ones the inverse Hessian of the last pairs of changes times −g with the length η; {@code
 * line_search_fn=strong_wolfe} starts there and searches the length. A step ends early where the largest element of the
 * gradient is within {@code tolerance_grad}, or the slope, the loss or the parameters change by less than {@code
 * tolerance_change}. Best with full batches: on each batch it takes the change of the batch for curvature.
 *
 * @param learningRate η, at least 0
 * @param iterations {@code max_iter}, at least 1
 * @param evaluations {@code max_eval}, at least 1: how often the loss is asked for; by default 5/4 of the iterations
 * @param gradientTolerance {@code tolerance_grad}, at least 0
 * @param changeTolerance {@code tolerance_change}, at least 0
 * @param history {@code history_size}: largest number of pairs, at least 1
 * @param strongWolfe whether the length is searched
 */
public record Lbfgs(
        double learningRate,
        int iterations,
        int evaluations,
        double gradientTolerance,
        double changeTolerance,
        int history,
        boolean strongWolfe)
        implements OptimizerSettings {
    private static final String SEARCH = "strong_wolfe";

    private static final Lbfgs DEFAULTS = new Lbfgs(1, 20, evaluations(20), 1e-7, 1e-9, 100, false);

    public Lbfgs {
        Specification.atLeast(0, "lbfgs lr", learningRate);
        Specification.atLeast(1, "lbfgs max_iter", iterations);
        Specification.atLeast(1, "lbfgs max_eval", evaluations);
        Specification.atLeast(0, "lbfgs tolerance_grad", gradientTolerance);
        Specification.atLeast(0, "lbfgs tolerance_change", changeTolerance);
        Specification.atLeast(1, "lbfgs history_size", history);
    }

    private static int evaluations(int iterations) {
        return iterations * 5 / 4;
    }

    static Lbfgs of(Specification given) {
        given.allow(
                "lr", "max_iter", "max_eval", "tolerance_grad", "tolerance_change", "history_size", "line_search_fn");
        int iterations = (int) given.count("max_iter", DEFAULTS.iterations);
        return new Lbfgs(
                given.number("lr", DEFAULTS.learningRate),
                iterations,
                (int) given.count("max_eval", evaluations(iterations)),
                given.number("tolerance_grad", DEFAULTS.gradientTolerance),
                given.number("tolerance_change", DEFAULTS.changeTolerance),
                (int) given.count("history_size", DEFAULTS.history),
                searches(given.values().getOrDefault("line_search_fn", "none")));
    }

    private static boolean searches(String text) {
        return switch (text) {
            case SEARCH -> true;
            case "none" -> false;
            default ->
                throw new IllegalArgumentException(
                        "lbfgs line_search_fn '" + text + "' is unknown; choose strong_wolfe or none");
        };
    }

    @Override
    public String text() {
        var text = new SpecificationText("lbfgs")
                .add("lr", learningRate)
                .add("max_iter", iterations, DEFAULTS.iterations)
                .add("max_eval", evaluations, evaluations(iterations))
                .add("tolerance_grad", gradientTolerance, DEFAULTS.gradientTolerance)
                .add("tolerance_change", changeTolerance, DEFAULTS.changeTolerance)
                .add("history_size", history, DEFAULTS.history);
        return (strongWolfe ? text.add("line_search_fn", SEARCH) : text).toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        return new QuasiNewton(this, theta);
    }
}
