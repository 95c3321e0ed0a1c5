package dev.orograph.curvature;

import dev.orograph.tensor.Precision;
import org.bytedeco.pytorch.Tensor;

/** A symmetric matrix that is known only by its products with vectors. Used by one thread. */
public interface SymmetricOperator {
    /** Number of rows, and of columns. */
    long size();

    /** Type of the vectors that it takes and gives: float32 or float64. */
    Precision precision();

    /**
     * The product with a vector; belongs to the current scope. NaN or infinite where the operator is.
     *
     * @param vector [size], left as it is
     * @return [size]
     */
    Tensor apply(Tensor vector);
}
