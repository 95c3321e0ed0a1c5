package dev.orograph.data;

import dev.orograph.tensor.RandomStream;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Augmentations one after the other, each with randomness of its own. */
public record Chain(List<Augmentation> steps) implements Augmentation {
    public Chain {
        steps = List.copyOf(steps);
    }

    @Override
    public Tensor apply(Tensor batch, List<Float> background, long seed) {
        var result = batch;
        for (int i = 0; i < steps.size(); i++) {
            result = steps.get(i)
                    .apply(result, background, RandomStream.of(seed, i).nextLong());
        }
        return result;
    }

    @Override
    public String toString() {
        return Augmentation.describe(this);
    }
}
