package dev.orograph.data;

import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Mirrors each image left to right with probability one half. */
public record HorizontalFlip() implements Augmentation {
    @Override
    public Tensor apply(Tensor batch, List<Float> background, long seed) {
        try (var scope = new PointerScope()) {
            Background.of(batch, background);
            var random = RandomStream.of(seed);
            var mirrored = new long[Math.toIntExact(batch.size(0))];
            for (int i = 0; i < mirrored.length; i++) {
                mirrored[i] = random.nextInt(2);
            }
            var condition = Tensors.of(mirrored, mirrored.length, 1, 1, 1).gt(new Scalar(0));
            return Tensors.keep(torch.where(condition, batch.flip(3), batch));
        }
    }

    @Override
    public String toString() {
        return "flip";
    }
}
