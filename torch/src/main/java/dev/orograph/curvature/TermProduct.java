package dev.orograph.curvature;

import org.bytedeco.pytorch.Tensor;

/** The products of one term's matrix with vectors, with whatever graph they need; one thread at a time uses it. */
interface TermProduct extends AutoCloseable {
    /** The product with a vector [size]; belongs to the current scope. */
    Tensor times(Tensor vector);

    /** Releases the graph. */
    @Override
    void close();
}
