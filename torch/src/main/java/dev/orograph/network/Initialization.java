package dev.orograph.network;

import org.bytedeco.pytorch.Tensor;

/** How a network's parameters start. */
@FunctionalInterface
public interface Initialization {
    /**
     * A new flat vector, float32, [layout().elements()]; belongs to the current scope. The same network and seed give
     * the same numbers on every machine.
     */
    Tensor initialTheta(Program program, long seed);

    /**
     * torch's: weights and biases of affine and convolutional layers uniform on ±1/√(inputs of an output) (for the
     * weights this is He's uniform with a = √5), normalisation scales 1 and shifts 0, slopes of PReLU 0.25.
     */
    static Initialization defaults() {
        return InitializationRecipe.defaults();
    }
}
