package dev.orograph.objective;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;

/** Mean of (output − target)². */
public record MeanSquaredError() implements ElementwiseLoss {
    @Override
    public String name() {
        return "mse";
    }

    @Override
    public Tensor compare(Tensor output, Tensor target, Reduction reduction) {
        return torch.mse_loss(output, target, reduction.value);
    }
}
