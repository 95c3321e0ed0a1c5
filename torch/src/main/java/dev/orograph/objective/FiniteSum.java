package dev.orograph.objective;

import org.bytedeco.pytorch.Tensor;

/**
 * A function of a flat vector that is a weighted sum of terms, f(θ) = Σ wₜ·fₜ(θ): the mean loss over blocks of samples, or
 * an analytic surface as a single term. Terms may be differentiated twice. Belongs to one thread; others take
 * {@link #forOtherThread}.
 */
public interface FiniteSum extends AutoCloseable {
    /** What it is a function of: number of elements of θ. */
    long size();

    /** Number of terms, at least 1. */
    int terms();

    /** The weight wₜ of a term. */
    double weight(int term);

    /**
     * One term at a point, a scalar with an autograd graph if {@code theta} requires a gradient; belongs to the current
     * scope.
     *
     * @param theta [size], float32 or float64
     */
    Tensor value(Tensor theta, int term);

    /** How to name to a user the part of the function that an element of θ belongs to. */
    String nameOf(long element);

    /** A function of the same values for another thread; whoever calls this closes it. */
    FiniteSum forOtherThread();

    @Override
    void close();
}
