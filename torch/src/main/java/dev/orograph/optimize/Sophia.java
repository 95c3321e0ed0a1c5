package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Sophia (arXiv 2305.14342): m ← β₁m + (1 − β₁)g; before the first and every {@code interval}-th step after it h ← β₂h + (1 −
 * β₂)ĥ with an estimate ĥ of the diagonal of the Hessian; θ ← (1 − ηλ)θ; θ ← θ − η·sign(m)·min(|m|/(ρh), 1).
 *
 * <p>{@code sophia-g}: ĥ = ĝ², the gradient with labels drawn from what the model predicts; ρh is ρ·B·h + 1e-15 with B the
 * number of samples in the batch, as in the authors' code. {@code sophia-h}: ĥ = z ⊙ Hz with random signs z, and ρh is at
 * least 1e-15, so that elements of negative curvature take the clipped step.
 *
 * @param estimate how the curvature is estimated
 * @param learningRate η, at least 0
 * @param beta1 of the mean of gradients, in [0, 1)
 * @param beta2 of the mean of estimates, in [0, 1)
 * @param rho ρ, above 0: the larger, the more elements are unclipped
 * @param weightDecay λ, at least 0, decoupled
 * @param interval steps per estimate, at least 1
 * @param seed of labels or signs
 */
public record Sophia(
        Estimate estimate,
        double learningRate,
        double beta1,
        double beta2,
        double rho,
        double weightDecay,
        long interval,
        long seed)
        implements OptimizerSettings {
    private static final double LEAST_DIVISOR = 1e-15;

    /** How the diagonal of the Hessian is estimated. */
    public enum Estimate {
        /** Squares of gradients with labels that the model draws. */
        GAUSS_NEWTON("sophia-g", 0.04),
        /** Products with random signs. */
        HUTCHINSON("sophia-h", 0.01);

        private final String text;
        private final double rho;

        Estimate(String text, double rho) {
            this.text = text;
            this.rho = rho;
        }

        private Sophia defaults() {
            return new Sophia(this, 1e-4, 0.965, 0.99, rho, 0.1, 10, 0);
        }

        private Tensor draw(Step step, long seed) {
            return switch (this) {
                case GAUSS_NEWTON ->
                    step.function().sampledGradient(step.theta(), seed).square();
                case HUTCHINSON -> {
                    var theta = step.theta();
                    var signs = RandomStream.of(seed).signs(theta.numel(), Precision.of(theta));
                    yield signs.mul(step.function().hessianProduct(theta, signs));
                }
            };
        }

        /** What |m| is divided by. */
        private Tensor divisor(Tensor curvature, double rho, LossFunction function) {
            return switch (this) {
                case GAUSS_NEWTON ->
                    curvature.mul(new Scalar(rho * function.samples())).add_(new Scalar(LEAST_DIVISOR));
                case HUTCHINSON -> curvature.mul(new Scalar(rho)).clamp_min_(new Scalar(LEAST_DIVISOR));
            };
        }
    }

    public Sophia {
        Specification.atLeast(0, estimate.text + " lr", learningRate);
        Specification.belowOne(estimate.text + " beta1", beta1);
        Specification.belowOne(estimate.text + " beta2", beta2);
        if (Specification.atLeast(0, estimate.text + " rho", rho) == 0) {
            throw new IllegalArgumentException(estimate.text + " rho 0 would clip every element; choose such as 0.04");
        }
        Specification.atLeast(0, estimate.text + " weight_decay", weightDecay);
        Specification.atLeast(1, estimate.text + " interval", (double) interval);
    }

    static Sophia gaussNewton(Specification given) {
        return of(Estimate.GAUSS_NEWTON, given);
    }

    static Sophia hutchinson(Specification given) {
        return of(Estimate.HUTCHINSON, given);
    }

    private static Sophia of(Estimate estimate, Specification given) {
        given.allow("lr", "beta1", "beta2", "rho", "weight_decay", "interval", "seed");
        var defaults = estimate.defaults();
        return new Sophia(
                estimate,
                given.number("lr", defaults.learningRate),
                given.number("beta1", defaults.beta1),
                given.number("beta2", defaults.beta2),
                given.number("rho", defaults.rho),
                given.number("weight_decay", defaults.weightDecay),
                given.count("interval", defaults.interval),
                given.count("seed", defaults.seed));
    }

    @Override
    public String text() {
        var defaults = estimate.defaults();
        var text = new SpecificationText(estimate.text)
                .add("lr", learningRate)
                .add("beta1", beta1, defaults.beta1)
                .add("beta2", beta2, defaults.beta2)
                .add("rho", rho, defaults.rho)
                .add("weight_decay", weightDecay, defaults.weightDecay);
        text = interval == defaults.interval ? text : text.add("interval", interval);
        return (seed == defaults.seed ? text : text.add("seed", seed)).toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        var move = new ClippedMove(theta);
        return new Links().add(move::estimate).decay(weightDecay, true).chain(move);
    }

    /** The clipped step; remembers {@code exp_avg} and {@code hessian}. */
    private final class ClippedMove implements Move {
        private static final String MEAN = "exp_avg";
        private static final String CURVATURE = "hessian";

        private final Memory memory;
        private Map<String, Double> figures = Map.of();

        ClippedMove(Tensor theta) {
            this.memory = new Memory(theta, MEAN, CURVATURE);
        }

        /** Renews the curvature where that is due, at a point that has not decayed yet. */
        private Tensor estimate(Tensor update, Step step) {
            if ((step.number() - 1) % interval == 0) {
                long drawn = RandomStream.of(seed, step.number()).nextLong();
                memory.tensor(CURVATURE)
                        .mul_(new Scalar(beta2))
                        .add_(Sophia.this.estimate.draw(step, drawn), new Scalar(1 - beta2));
            }
            return update;
        }

        @Override
        public void apply(Tensor update, Step step) {
            var mean = memory.tensor(MEAN).mul_(new Scalar(beta1)).add_(update, new Scalar(1 - beta1));
            var divisor = estimate.divisor(memory.tensor(CURVATURE), rho, step.function());
            var size = mean.abs().div_(divisor);
            long unclipped = size.lt(new Scalar(1.0)).sum().item_long();
            figures = Map.of("unclipped", (double) unclipped / size.numel());
            step.theta().addcmul_(mean.sign(), size.clamp_max_(new Scalar(1.0)), new Scalar(-step.learningRate()));
        }

        /** {@code unclipped}: the share of elements whose step is shorter than η. */
        @Override
        public Map<String, Double> figures() {
            return figures;
        }

        @Override
        public Memory memory() {
            return memory;
        }
    }
}
