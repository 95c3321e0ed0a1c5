package dev.orograph.objective;

import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;

/** Negative logarithm of the softmax probability of the label, from logits. */
public record CrossEntropy() implements Loss {
    /** torch's default for "no label is ignored". */
    private static final long IGNORE_NOTHING = -100;

    @Override
    public String name() {
        return "cross-entropy";
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

    private static Tensor reduced(Tensor output, Tensor target, Reduction reduction) {
        try (var scope = new PointerScope()) {
            return Tensors.keep(torch.cross_entropy_loss(
                    LossPrecision.widen(output), target, new TensorOptional(), reduction.value, IGNORE_NOTHING, 0));
        }
    }
}
