package dev.orograph.objective;

import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;

/**
 * Cross-entropy of each output on its own, from logits, as {@code BCEWithLogitsLoss}: the mean over outputs of
 * −t·ln σ(x) − (1 − t)·ln(1 − σ(x)). Numbers as targets are the probabilities t; labels are one-hot, or 0 and 1 for a
 * network with one output.
 */
public record BinaryCrossEntropy() implements Loss {
    @Override
    public String name() {
        return "bce";
    }

    @Override
    public boolean needsLabels() {
        return false;
    }

    @Override
    public Tensor mean(Tensor output, Tensor target) {
        try (var scope = new PointerScope()) {
            var rows = LabelRows.of(output, target);
            return Tensors.keep(compare(rows.outputs(), rows.targets(), Reduction.Mean));
        }
    }

    @Override
    public Tensor perSample(Tensor output, Tensor target) {
        try (var scope = new PointerScope()) {
            var rows = LabelRows.of(output, target);
            var each = compare(rows.outputs(), rows.targets(), Reduction.None);
            return Tensors.keep(rows.bySample(each.flatten(1, -1).mean(1)));
        }
    }

    private static Tensor compare(Tensor output, Tensor target, Reduction reduction) {
        var logits = LossPrecision.widen(output);
        var wanted = wanted(logits, target).to(logits.scalar_type());
        return torch.binary_cross_entropy_with_logits(
                logits, wanted, new TensorOptional(), new TensorOptional(), reduction.value);
    }

    private static Tensor wanted(Tensor logits, Tensor target) {
        if (!Loss.isClassification(target)) {
            return target;
        }
        return logits.size(1) == 1 ? target.unsqueeze(1) : torch.one_hot(target, logits.size(1));
    }
}
