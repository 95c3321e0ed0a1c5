package dev.orograph.objective;

import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;

/** Minus the output of the label, for networks that end in a log-softmax. */
public record NegativeLogLikelihood() implements Loss {
    /** torch's default for "no label is ignored". */
    private static final long IGNORE_NOTHING = -100;

    @Override
    public String name() {
        return "nll";
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
            return Tensors.keep(torch.nll_loss(
                    LossPrecision.widen(output), target, new TensorOptional(), reduction.value, IGNORE_NOTHING));
        }
    }
}
