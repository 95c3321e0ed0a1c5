package dev.orograph.objective;

import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;

/**
 * A loss that is the mean of a function of the differences between outputs and targets.
 *
 * <p>Where targets are labels, softmax(output) is compared with the one-hot label, as the published loss-landscape code
 * (arXiv 1712.09913) does for {@code mse}.
 */
public sealed interface ElementwiseLoss extends Loss permits MeanSquaredError, MeanAbsoluteError, Huber, SmoothL1 {
    /**
     * The function of the differences, reduced.
     *
     * @param output [batch, outputs]
     * @param target the same shape and type
     */
    Tensor compare(Tensor output, Tensor target, Reduction reduction);

    @Override
    default boolean needsLabels() {
        return false;
    }

    @Override
    default Tensor mean(Tensor output, Tensor target) {
        try (var scope = new PointerScope()) {
            var rows = LabelRows.of(output, target);
            var prediction = prediction(rows.outputs(), target);
            return Tensors.keep(compare(prediction, wanted(prediction, rows.targets()), Reduction.Mean));
        }
    }

    @Override
    default Tensor perSample(Tensor output, Tensor target) {
        try (var scope = new PointerScope()) {
            var rows = LabelRows.of(output, target);
            var prediction = prediction(rows.outputs(), target);
            var each = compare(prediction, wanted(prediction, rows.targets()), Reduction.None);
            return Tensors.keep(rows.bySample(each.flatten(1, -1).mean(1)));
        }
    }

    private static Tensor prediction(Tensor output, Tensor target) {
        var widened = LossPrecision.widen(output);
        return Loss.isClassification(target) ? torch.softmax(widened, 1) : widened;
    }

    private static Tensor wanted(Tensor prediction, Tensor target) {
        var numbers = Loss.isClassification(target) ? torch.one_hot(target, prediction.size(1)) : target;
        return numbers.to(prediction.scalar_type());
    }
}
