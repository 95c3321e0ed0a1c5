package dev.orograph.objective;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;

/**
 * Mean of ½d² where |d| < delta, otherwise delta·(|d| − ½delta), d = output − target.
 *
 * @param delta difference at which the parabola becomes a line, above 0
 */
public record Huber(double delta) implements ElementwiseLoss {
    public Huber {
        if (!(delta > 0) || Double.isInfinite(delta)) {
            throw new IllegalArgumentException("huber delta " + delta + " must be a number above 0");
        }
    }

    /** torch's default: delta 1. */
    public static Huber defaults() {
        return new Huber(1);
    }

    @Override
    public String name() {
        return delta == 1 ? "huber" : "huber:delta=" + delta;
    }

    @Override
    public Tensor compare(Tensor output, Tensor target, Reduction reduction) {
        return torch.huber_loss(output, target, reduction.value, delta);
    }
}
