package dev.orograph.landscape;

import dev.orograph.objective.CrossEntropy;
import dev.orograph.objective.Loss;
import dev.orograph.objective.NegativeLogLikelihood;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Cross-entropy and accuracy of a block of samples from logits with classes along dimension 0, where each step runs
 * over many samples at once instead of over ten classes. Owns where in such a block each label stands.
 */
final class LogitLoss implements AutoCloseable {
    private final List<Tensor> positions = new ArrayList<>();
    private final int blockSamples;
    private final Tensor labels;

    /**
     * @param labels int64 [samples]
     * @param blockSamples samples per block; the last may have fewer
     */
    LogitLoss(Tensor labels, int blockSamples) {
        this.blockSamples = blockSamples;
        this.labels = labels;
        long samples = labels.size(0);
        for (long start = 0; start < samples; start += blockSamples) {
            try (var scope = new PointerScope()) {
                long count = Math.min(blockSamples, samples - start);
                var columns = torch.arange(new Scalar(count));
                positions.add(Tensors.own(
                        labels.narrow(0, start, count).mul(new Scalar(count)).add(columns)));
            }
        }
    }

    /**
     * Whether that loss is this one, of the logits before a final log-softmax if there is one: cross-entropy in any
     * case, since the log-softmax of log-probabilities is themselves. A smoothed one is another.
     */
    static boolean computes(Loss loss, boolean endsInLogSoftmax) {
        return (loss instanceof CrossEntropy crossEntropy && crossEntropy.isLikelihood())
                || (endsInLogSoftmax && loss instanceof NegativeLogLikelihood);
    }

    /**
     * Adds one block.
     *
     * @param logits [classes, samples of the block], contiguous
     * @param start first sample of the block
     */
    void add(Tensor logits, int start, Tally tally) {
        var position = positions.get(start / blockSamples);
        var wide = logits.scalar_type().value == ScalarType.BFloat16.value ? logits.to(ScalarType.Float) : logits;
        var likelihoods = torch.log_softmax(wide, 0).take(position);
        double sum = tally.addLosses(likelihoods, -1, start);
        tally.addCorrect((double) correct(wide, position, start, !Double.isNaN(sum)), start);
    }

    /**
     * @param isFinite whether no logit is NaN or infinite, so that ties alone can spoil the count of maxima
     */
    private long correct(Tensor logits, Tensor position, int start, boolean isFinite) {
        var best = logits.amax(new long[] {0}, false);
        if (isFinite && logits.eq(best).sum().item_long() == logits.size(1)) {
            return logits.take(position).eq(best).sum().item_long();
        }
        // Ties or NaN: the first of equal outputs counts, and NaN counts as the largest, as argmax has it.
        var label = labels.narrow(0, start, logits.size(1));
        return logits.argmax(new LongOptional(0), false).eq(label).sum().item_long();
    }

    @Override
    public void close() {
        positions.forEach(Tensor::close);
    }
}
