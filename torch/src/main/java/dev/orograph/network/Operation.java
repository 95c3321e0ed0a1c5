package dev.orograph.network;

import dev.orograph.array.Shape;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** A layer that computes: one tensor in, one tensor out. Shapes here are those of one sample, without the batch. */
public sealed interface Operation extends Layer
        permits Activation,
                AsImage,
                Attention,
                AveragePool,
                BatchNorm,
                Broadcast,
                ClassToken,
                Convolution,
                Dropout,
                Dropout2d,
                Embedding,
                Flatten,
                GlobalAveragePool,
                ImageTokens,
                LayerNorm,
                Linear,
                LogSoftmax,
                MaxPool,
                Pad,
                PositionEmbedding,
                Reshape,
                SinusoidalPosition,
                Slice,
                Softmax,
                TokenPool,
                Unembedding {
    /** Its own parameter blocks in PyTorch's order; none by default. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /** Its own state in PyTorch's order; none by default. */
    default List<Buffer> buffers() {
        return List.of();
    }

    /** Uses with the same non-empty tie share their blocks, which occur in θ once; empty for blocks of its own. */
    default String tie() {
        return "";
    }

    /** Numbers of the largest tensor that one sample of the given shape takes on its way through. */
    default long largestValue(Shape input) {
        return Math.max(input.elements(), outputShape(input).elements());
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
