package dev.orograph.curvature;

import dev.orograph.objective.FiniteSum;
import dev.orograph.objective.SampleSum;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;

/** Which matrix is meant by the curvature of a mean loss. */
public sealed interface Curvature {
    /** Prepares products with the matrix of one term; the caller closes the result. */
    TermProduct of(FiniteSum function, Tensor theta, int term);

    /** How to name it to a user. */
    String text();

    /**
     * Reads {@code hessian}, {@code gauss-newton}, {@code fisher} (Monte-Carlo), {@code empirical-fisher} or
     * {@code finite-difference}.
     *
     * @param seed of the labels that {@code fisher} draws
     * @throws IllegalArgumentException if it is another word
     */
    static Curvature parse(String text, long seed) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "hessian" -> new Hessian();
            case "gauss-newton", "ggn" -> new GaussNewton();
            case "fisher", "monte-carlo-fisher" -> new MonteCarloFisher(seed, 1);
            case "empirical-fisher" -> new EmpiricalFisher();
            case "finite-difference" -> new FiniteDifference();
            default ->
                throw new IllegalArgumentException("curvature '" + text
                        + "' is unknown; choose hessian, gauss-newton, fisher, empirical-fisher or finite-difference");
        };
    }

    /** The matrix of second derivatives, exactly, by differentiating the gradient. */
    record Hessian() implements Curvature {
        @Override
        public TermProduct of(FiniteSum function, Tensor theta, int term) {
            return HessianTerm.of(function, theta, term);
        }

        @Override
        public String text() {
            return "hessian";
        }
    }

    /**
     * The Hessian that would be, were the network linear in θ: JᵀH_L J, with J the Jacobian of the outputs and H_L the
     * Hessian of the loss with respect to them. Never has negative eigenvalues where the loss is convex.
     *
     * <p>Source: Schraudolph 2002, doi:10.1162/08997660260028683.
     */
    record GaussNewton() implements Curvature {
        @Override
        public TermProduct of(FiniteSum function, Tensor theta, int term) {
            return GaussNewtonTerm.of(samples(function, text()), theta, term);
        }

        @Override
        public String text() {
            return "gauss-newton";
        }
    }

    /** The mean of gᵢgᵢᵀ over samples, gᵢ being the gradient of a sample's own loss. */
    record EmpiricalFisher() implements Curvature {
        @Override
        public TermProduct of(FiniteSum function, Tensor theta, int term) {
            return FisherTerm.empirical(samples(function, text()), theta, term);
        }

        @Override
        public String text() {
            return "empirical-fisher";
        }
    }

    /**
     * The mean of gᵢgᵢᵀ with targets that the network itself draws; its expectation is the Gauss–Newton matrix for
     * cross-entropy, negative log-likelihood and squared error.
     *
     * @param seed of the draws, which depend on the sample's number and on nothing else
     * @param draws of a target per sample, at least 1
     */
    record MonteCarloFisher(long seed, int draws) implements Curvature {
        public MonteCarloFisher {
            if (draws < 1) {
                throw new IllegalArgumentException(draws + " draws of a target per sample; need at least 1");
            }
        }

        @Override
        public TermProduct of(FiniteSum function, Tensor theta, int term) {
            return FisherTerm.sampled(samples(function, text()), theta, term, seed, draws);
        }

        @Override
        public String text() {
            return "fisher";
        }
    }

    /**
     * The Hessian by central differences of gradients in float64, (g(θ + hv) − g(θ − hv)) / 2h: slower, inexact, and
     * independent of second derivatives. In float32 it may be wrong by factors.
     */
    record FiniteDifference() implements Curvature {
        @Override
        public TermProduct of(FiniteSum function, Tensor theta, int term) {
            return new DifferenceTerm(function, theta, term);
        }

        @Override
        public String text() {
            return "finite-difference";
        }
    }

    private static SampleSum samples(FiniteSum function, String text) {
        if (function instanceof SampleSum samples) {
            return samples;
        }
        throw new IllegalArgumentException(
                "there is no " + text + " matrix of a function without outputs; choose hessian or finite-difference");
    }
}
