package dev.orograph.data;

import dev.orograph.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** What lies outside the images of a batch. */
final class Background {
    private Background() {}

    /** The values as [1, C, 1, 1] in the current scope, after a check of the batch's shape. */
    static Tensor of(Tensor batch, List<Float> values) {
        if (batch.dim() != 4) {
            throw new IllegalArgumentException(
                    "images of shape batch×channels×height×width can be augmented, not " + Tensors.shape(batch));
        }
        int channels = Math.toIntExact(batch.size(1));
        if (!values.isEmpty() && values.size() != channels) {
            throw new IllegalArgumentException(
                    "background has " + values.size() + " values for images of " + channels + " channels");
        }
        var fill = new float[channels];
        for (int channel = 0; channel < values.size(); channel++) {
            fill[channel] = values.get(channel);
        }
        return Tensors.of(fill, 1, channels, 1, 1);
    }
}
