package dev.orograph.objective;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The type in which losses are computed. */
final class LossPrecision {
    private LossPrecision() {}

    /** The output itself, or in float32 if it is bfloat16, whose eight bits of significand are too few for sums. */
    static Tensor widen(Tensor output) {
        return output.scalar_type().value == ScalarType.BFloat16.value ? output.to(ScalarType.Float) : output;
    }
}
