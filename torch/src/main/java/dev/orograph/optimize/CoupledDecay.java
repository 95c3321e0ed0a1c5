package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Weight decay as a term of the loss: g + λθ.
 *
 * @param weightDecay λ, at least 0
 */
public record CoupledDecay(double weightDecay) implements Transform {
    public CoupledDecay {
        Specification.atLeast(0, "weight decay", weightDecay);
    }

    @Override
    public Tensor apply(Tensor update, Step step) {
        return update.add_(step.theta(), new Scalar(weightDecay));
    }
}
