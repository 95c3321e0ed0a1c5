package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.BlockKind;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Normalisation of the last dimension of each sample (Ba, Kiros and Hinton 2016, arXiv:1607.06450).
 *
 * @param features size of the last dimension
 * @param epsilon added to the variance
 */
public record LayerNorm(long features, double epsilon) implements Operation {
    /** One with torch's default. */
    public LayerNorm(long features) {
        this(features, 1e-5);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.constant("weight", BlockKind.NORM_SCALE, 1, features),
                Parameter.constant("bias", BlockKind.NORM_SHIFT, 0, features));
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() == 0 || input.size(input.rank() - 1) != features) {
            throw new IllegalArgumentException("it takes " + features + " features, not " + input);
        }
        return input;
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return torch.layer_norm(
                input,
                new long[] {features},
                new TensorOptional(operands.parameter(0)),
                new TensorOptional(operands.parameter(1)),
                epsilon,
                false);
    }
}
