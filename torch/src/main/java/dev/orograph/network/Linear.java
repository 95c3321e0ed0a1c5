package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.BlockKind;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * An affine map of the last dimension: y = x·Wᵀ + b.
 *
 * @param inputs number of inputs
 * @param outputs number of outputs
 * @param hasBias whether there is a b
 */
public record Linear(long inputs, long outputs, boolean hasBias) implements Operation {
    public Linear {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException(
                    "a linear layer of " + inputs + " inputs and " + outputs + " outputs needs at least 1 of each");
        }
    }

    /** One with a bias. */
    public Linear(long inputs, long outputs) {
        this(inputs, outputs, true);
    }

    @Override
    public List<Parameter> parameters() {
        var weight = Parameter.uniform("weight", BlockKind.WEIGHT, inputs, outputs, inputs);
        return hasBias ? List.of(weight, Parameter.uniform("bias", BlockKind.BIAS, inputs, outputs)) : List.of(weight);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() == 0 || input.size(input.rank() - 1) != inputs) {
            throw new IllegalArgumentException("it takes " + inputs + " values, not " + input);
        }
        var sizes = input.sizes();
        sizes[sizes.length - 1] = outputs;
        return Shape.of(sizes);
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return hasBias
                ? torch.linear(input, operands.parameter(0), operands.parameter(1))
                : torch.linear(input, operands.parameter(0));
    }
}
