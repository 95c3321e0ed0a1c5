package dev.orograph.curvature;

import dev.orograph.tensor.RandomStream;
import org.bytedeco.pytorch.Tensor;

/** Random vectors of signs (Rademacher), whose products with an operator estimate its trace with the least variance. */
final class Signs {
    private Signs() {}

    /** A vector of +1 and −1 with equal chance, of the operator's size and type; belongs to the current scope. */
    static Tensor draw(SymmetricOperator operator, long seed, long... keys) {
        return RandomStream.of(seed, keys).signs(operator.size(), operator.precision());
    }
}
