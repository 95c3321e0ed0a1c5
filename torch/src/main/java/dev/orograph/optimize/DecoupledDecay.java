package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Weight decay apart from the loss (arXiv 1711.05101): θ ← (1 − ηλ)θ before the step; the update stays.
 *
 * @param weightDecay λ, at least 0
 */
public record DecoupledDecay(double weightDecay) implements Transform {
    public DecoupledDecay {
        Specification.atLeast(0, "weight decay", weightDecay);
    }

    @Override
    public Tensor apply(Tensor update, Step step) {
        step.theta().mul_(new Scalar(1 - step.learningRate() * weightDecay));
        return update;
    }
}
