package dev.orograph.objective;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;

/** Mean of |output − target|. */
public record MeanAbsoluteError() implements ElementwiseLoss {
    @Override
    public String name() {
        return "l1";
    }

    @Override
    public Tensor compare(Tensor output, Tensor target, Reduction reduction) {
        return torch.l1_loss(output, target, reduction.value);
    }
}
