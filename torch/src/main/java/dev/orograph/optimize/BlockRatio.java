package dev.orograph.optimize;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Quotients of the norms of one block of parameters, by which layer-wise rates are set. */
final class BlockRatio {
    private BlockRatio() {}

    /** ‖w‖/‖u‖; 1 where either norm is 0, so that weights that start at zero can leave it. */
    static double of(Tensor weights, Tensor update) {
        return of(norm(weights), norm(update));
    }

    static double of(double weightNorm, double updateNorm) {
        return weightNorm == 0 || updateNorm == 0 ? 1 : weightNorm / updateNorm;
    }

    static double norm(Tensor tensor) {
        try (var scope = new PointerScope()) {
            return tensor.norm().item_double();
        }
    }
}
