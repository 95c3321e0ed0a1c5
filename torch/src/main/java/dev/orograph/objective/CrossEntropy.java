package dev.orograph.objective;

import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;

/**
 * Negative logarithm of the softmax probability of the label, from logits; smoothed, the mean over labels that are the
 * right one with weight 1 − s + s/classes and each other with weight s/classes (arXiv 1512.00567).
 *
 * @param smoothing s, in [0, 1)
 */
public record CrossEntropy(double smoothing) implements Loss {
    /** torch's default for "no label is ignored". */
    private static final long IGNORE_NOTHING = -100;

    public CrossEntropy {
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException(
                    "cross-entropy smoothing " + smoothing + " must be at least 0 and below 1");
        }
    }

    /** Without smoothing. */
    public CrossEntropy() {
        this(0);
    }

    static CrossEntropy of(LossText given) {
        return new CrossEntropy(given.allow("smoothing").number("smoothing", 0));
    }

    @Override
    public String name() {
        return smoothing == 0 ? "cross-entropy" : "cross-entropy:smoothing=" + smoothing;
    }

    /** Whether it is the negative logarithm of a probability, which a smoothed one is not. */
    public boolean isLikelihood() {
        return smoothing == 0;
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public Tensor mean(Tensor output, Tensor target) {
        var rows = LabelRows.of(output, target);
        return reduced(rows.outputs(), rows.targets(), Reduction.Mean);
    }

    @Override
    public Tensor perSample(Tensor output, Tensor target) {
        var rows = LabelRows.of(output, target);
        return rows.bySample(reduced(rows.outputs(), rows.targets(), Reduction.None));
    }

    private Tensor reduced(Tensor output, Tensor target, Reduction reduction) {
        try (var scope = new PointerScope()) {
            return Tensors.keep(torch.cross_entropy_loss(
                    LossPrecision.widen(output),
                    target,
                    new TensorOptional(),
                    reduction.value,
                    IGNORE_NOTHING,
                    smoothing));
        }
    }
}
