package dev.orograph.objective;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;

/**
 * Mean of ½d²/beta where |d| < beta, otherwise |d| − ½beta, d = output − target.
 *
 * @param beta difference at which the parabola becomes a line, above 0
 */
public record SmoothL1(double beta) implements ElementwiseLoss {
    public SmoothL1 {
        if (!(beta > 0) || Double.isInfinite(beta)) {
            throw new IllegalArgumentException("smooth-l1 beta " + beta + " must be a number above 0");
        }
    }

    /** torch's default: beta 1. */
    public static SmoothL1 defaults() {
        return new SmoothL1(1);
    }

    @Override
    public String name() {
        return beta == 1 ? "smooth-l1" : "smooth-l1:beta=" + beta;
    }

    @Override
    public Tensor compare(Tensor output, Tensor target, Reduction reduction) {
        return torch.smooth_l1_loss(output, target, reduction.value, beta);
    }
}
