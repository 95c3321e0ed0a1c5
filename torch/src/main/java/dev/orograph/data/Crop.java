package dev.orograph.data;

import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Surrounds each image with background and cuts a window of the old size out of it at a random place.
 *
 * @param padding pixels on each side, 1 to 256
 */
public record Crop(int padding) implements Augmentation {
    public Crop {
        if (padding < 1 || padding > 256) {
            throw new IllegalArgumentException("padding of a random crop is " + padding + "; it must lie in 1 to 256");
        }
    }

    @Override
    public Tensor apply(Tensor batch, List<Float> background, long seed) {
        try (var scope = new PointerScope()) {
            var fill = Background.of(batch, background);
            long count = batch.size(0);
            long channels = batch.size(1);
            long height = batch.size(2);
            long width = batch.size(3);
            var padded = fill.expand(count, channels, height + 2L * padding, width + 2L * padding)
                    .clone();
            padded.narrow(2, padding, height).narrow(3, padding, width).copy_(batch);
            var places = Tensors.of(places(count, height, width, seed), count, 1, height * width)
                    .expand(count, channels, height * width);
            return Tensors.keep(
                    padded.view(count, channels, -1).gather(2, places).view(count, channels, height, width));
        }
    }

    /** Which pixel of the padded image each pixel of the window is, [B, H·W]. */
    private long[] places(long count, long height, long width, long seed) {
        var random = RandomStream.of(seed);
        var places = new long[Math.toIntExact(count * height * width)];
        int next = 0;
        for (long image = 0; image < count; image++) {
            int top = random.nextInt(2 * padding + 1);
            int left = random.nextInt(2 * padding + 1);
            for (long row = 0; row < height; row++) {
                long start = (row + top) * (width + 2L * padding) + left;
                for (long column = 0; column < width; column++) {
                    places[next++] = start + column;
                }
            }
        }
        return places;
    }

    @Override
    public String toString() {
        return "crop:" + padding;
    }
}
