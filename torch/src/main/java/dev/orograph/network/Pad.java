package dev.orograph.network;

import dev.orograph.array.Shape;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Margins of one number around each sample.
 *
 * @param margins before and after the last dimension, then before and after the one before it, and so on; negative ones
 *     cut off
 * @param value what they are filled with
 */
public record Pad(List<Long> margins, double value) implements Operation {
    public Pad {
        margins = List.copyOf(margins);
        if (margins.size() % 2 != 0) {
            throw new IllegalArgumentException("margins " + margins + " are not in pairs");
        }
    }

    @Override
    public Shape outputShape(Shape input) {
        if (margins.size() > 2 * input.rank()) {
            throw new IllegalArgumentException("it has margins for more dimensions than " + input + " has");
        }
        var sizes = input.sizes();
        for (int i = 0; i < margins.size(); i++) {
            sizes[sizes.length - 1 - i / 2] += margins.get(i);
        }
        return Shape.of(sizes);
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        return torch.constant_pad_nd(
                input, margins.stream().mapToLong(Long::longValue).toArray(), new Scalar(value));
    }
}
