package dev.orograph.network;

import dev.orograph.tensor.State;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Batch-norm statistics averaged anew over samples, each batch of b samples after n others entering with share b/(n + b)
 * (Garipov et al. 2018, arXiv 1802.10026, section on batch normalisation). Borrows its parts.
 *
 * @param inputs [samples, …]
 * @param samples per batch; a last batch of one sample is left out
 */
public record StatisticsEstimate(Model model, Tensor inputs, long samples) {
    /**
     * Replaces the statistics by those at {@code theta}; dropout is off.
     *
     * @param state forgotten and filled
     * @param beforeBatch runs before each batch, and may end the estimation by throwing
     */
    public void fill(State state, Tensor theta, Runnable beforeBatch) {
        long all = inputs.size(0);
        for (long seen = 0; seen < all - 1; seen += samples) {
            beforeBatch.run();
            try (var scope = new PointerScope();
                    var guard = new NoGradGuard()) {
                long count = Math.min(samples, all - seen);
                var batch = inputs.narrow(0, seen, count).to(theta.scalar_type());
                model.forward(theta, state, batch, Mode.estimation((double) count / (seen + count)));
            }
        }
    }
}
