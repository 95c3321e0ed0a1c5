package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.BlockKind;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Batch normalisation of vectors [features] or images [features, height, width] (Ioffe and Szegedy 2015,
 * arXiv:1502.03167): (x − mean)/√(variance + ε)·scale + shift. Training uses the mean and variance of the batch and moves
 * the running ones towards them, running ← (1 − momentum)·running + momentum·batch, with the unbiased variance;
 * evaluation uses the running ones.
 *
 * @param features number of channels
 * @param epsilon ε
 * @param momentum share of the new batch in the running statistics
 */
public record BatchNorm(long features, double epsilon, double momentum) implements Operation {
    /** One with torch's defaults. */
    public BatchNorm(long features) {
        this(features, 1e-5, 0.1);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.constant("weight", BlockKind.NORM_SCALE, 1, features),
                Parameter.constant("bias", BlockKind.NORM_SHIFT, 0, features));
    }

    @Override
    public List<Buffer> buffers() {
        return List.of(
                new Buffer("running_mean", Shape.of(features), 0, false),
                new Buffer("running_var", Shape.of(features), 1, false),
                new Buffer("num_batches_tracked", Shape.of(), 0, true));
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() == 0 || input.rank() == 2 || input.size(0) != features) {
            throw new IllegalArgumentException("it takes " + features + " features, not " + input);
        }
        return input;
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        var mode = operands.mode();
        if (mode.usesBatchStatistics() && input.numel() <= features) {
            throw new IllegalArgumentException("batch normalisation cannot learn from one value per feature; "
                    + "use batches of at least 2 samples");
        }
        double share = mode.momentum().orElse(momentum);
        boolean updates = mode.usesBatchStatistics() && share > 0;
        boolean ignoresState = mode.usesBatchStatistics() && !updates;
        var mean = operands.state(0);
        var variance = operands.state(1);
        // libtorch wants statistics and parameters in the input's type, or in float32 beside a narrower input.
        var type = input.scalar_type().value == ScalarType.Double.value ? ScalarType.Double : ScalarType.Float;
        var typedMean = mean.to(type);
        var typedVariance = variance.to(type);
        var output = torch.batch_norm(
                input,
                new TensorOptional(operands.parameter(0).to(type)),
                new TensorOptional(operands.parameter(1).to(type)),
                ignoresState ? new TensorOptional() : new TensorOptional(typedMean),
                ignoresState ? new TensorOptional() : new TensorOptional(typedVariance),
                mode.usesBatchStatistics(),
                share,
                epsilon,
                false);
        if (updates) {
            // A change of type made copies; otherwise these are the very same tensors.
            if (type.value != mean.scalar_type().value) {
                mean.copy_(typedMean);
                variance.copy_(typedVariance);
            }
            if (operands.hasState(2)) {
                operands.state(2).add_(new Scalar(1));
            }
        }
        return output;
    }
}
