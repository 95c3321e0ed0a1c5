package dev.orograph.network;

import dev.orograph.tensor.RandomStream;

/** How the numbers of one block start. */
sealed interface Initializer
        permits ConstantInitializer,
                EmergencePromoting,
                MomentumInitializer,
                NormalInitializer,
                OrthogonalInitializer,
                SpectralScaling,
                TorchInitializer,
                TruncatedNormal,
                UniformInitializer,
                VarianceScaling {
    /**
     * The block's numbers, row-major.
     *
     * @param stream of this block alone
     */
    double[] draw(WeightBlock block, RandomStream stream);

    /** Whether it is defined for matrices and kernels alone. */
    default boolean needsMatrix() {
        return true;
    }

    /** A sentence the user should read before using it; empty if there is none. */
    default String warning() {
        return "";
    }
}
