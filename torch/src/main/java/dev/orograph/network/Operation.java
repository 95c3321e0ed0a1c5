package dev.orograph.network;

import dev.orograph.array.Shape;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** A layer that computes: one tensor in, one tensor out. Shapes here are those of one sample, without the batch. */
public sealed interface Operation extends Layer
        permits Activation,
                AsImage,
                AveragePool,
                BatchNorm,
                Broadcast,
                Convolution,
                Dropout,
                Dropout2d,
                Flatten,
                GlobalAveragePool,
                LayerNorm,
                Linear,
                LogSoftmax,
                MaxPool,
                Pad,
                Reshape,
                Slice,
                Softmax {
    /** Its own parameter blocks in PyTorch's order; none by default. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /** Its own state in PyTorch's order; none by default. */
    default List<Buffer> buffers() {
        return List.of();
    }

    /**
     * Shape of the output for one sample of the given shape.
     *
     * @throws IllegalArgumentException if the layer cannot take such an input; the sentence says why
     */
    Shape outputShape(Shape input);

    /**
     * The output, part of the autograd graph; belongs to the current scope.
     *
     * @param input [batch, …]
     */
    Tensor apply(Tensor input, Operands operands);
}
