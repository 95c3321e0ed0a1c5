package dev.orograph.curvature;

import dev.orograph.objective.FiniteSum;
import dev.orograph.objective.SampleSum;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A network whose sharpness is measured. Borrows everything. In float32 losses are rounded by about 1e-7 of the network's
 * outputs; give θ in float64 where rises of the loss are not much larger than that, or to use a tolerance below 1e-5.
 *
 * @param function the loss
 * @param theta the weights, [size], float32 or float64, which become the type of all evaluations
 * @param initial the weights before training, [size]; empty if unknown
 * @param samples number of training samples, at least 1
 */
public record SharpnessSubject(FiniteSum function, Tensor theta, Optional<Tensor> initial, long samples) {
    public SharpnessSubject {
        requireSize(function, theta);
        initial.ifPresent(weights -> requireSize(function, weights));
        int type = theta.scalar_type().value;
        if (type != ScalarType.Float.value && type != ScalarType.Double.value) {
            throw new IllegalArgumentException("sharpness needs weights in float32 or float64, not "
                    + theta.scalar_type().toString());
        }
        if (samples < 1) {
            throw new IllegalArgumentException(samples + " training samples; need at least 1");
        }
    }

    private static void requireSize(FiniteSum function, Tensor weights) {
        if (weights.dim() != 1 || weights.size(0) != function.size()) {
            throw new IllegalArgumentException(
                    "a vector of " + weights.numel() + " elements for a function of " + function.size());
        }
    }

    /** A network of unknown initial weights that was trained on the samples which the loss is the mean over. */
    public static SharpnessSubject of(SampleSum function, Tensor theta) {
        int last = function.terms() - 1;
        long samples = function.firstSample(last) + function.targets(last).size(0);
        return new SharpnessSubject(function, theta, Optional.empty(), samples);
    }

    public SharpnessSubject withInitial(Tensor weights) {
        return new SharpnessSubject(function, theta, Optional.of(weights), samples);
    }

    public SharpnessSubject withSamples(long count) {
        return new SharpnessSubject(function, theta, initial, count);
    }
}
