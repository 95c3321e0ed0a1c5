package dev.orograph.data;

import dev.orograph.tensor.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;

/**
 * Random changes to the images of a training batch that leave their labels true. A pure function of batch and seed;
 * never used when a landscape is measured, which needs the same data at every point.
 */
public sealed interface Augmentation permits Chain, Crop, HorizontalFlip, Rotation {
    /** Leaves images as they are. */
    Augmentation NONE = new Chain(List.of());

    /**
     * A new batch of the same shape, in the current scope; each image is changed on its own.
     *
     * @param batch float32 [B, C, H, W]
     * @param background value of what lies outside an image, per channel; see {@link DataSet#background}; empty means 0
     * @param seed see {@link #seed}
     * @throws IllegalArgumentException if the batch has another number of dimensions or channels
     */
    Tensor apply(Tensor batch, List<Float> background, long seed);

    /** A seed for one batch, different for each combination of its arguments. */
    static long seed(long seed, long epoch, long step) {
        return RandomStream.of(seed, epoch, step).nextLong();
    }

    /**
     * Reads steps separated by commas, applied in order: {@code crop:4} (padding in pixels), {@code flip},
     * {@code rotate:15} (largest angle in degrees); {@code none} is no step.
     *
     * @throws IllegalArgumentException if a step is unknown or its number is wrong
     */
    static Augmentation parse(String text) {
        var steps = new ArrayList<Augmentation>();
        for (var step : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            if (!step.equals("none")) {
                steps.add(step(step));
            }
        }
        return steps.size() == 1 ? steps.get(0) : new Chain(steps);
    }

    private static Augmentation step(String text) {
        int colon = text.indexOf(':');
        var name = colon < 0 ? text : text.substring(0, colon);
        var number = colon < 0 ? "" : text.substring(colon + 1);
        try {
            if (name.equals("crop")) {
                return new Crop(number.isEmpty() ? 4 : Integer.parseInt(number));
            }
            if (name.equals("rotate")) {
                return new Rotation(number.isEmpty() ? 15 : Double.parseDouble(number));
            }
            if (text.equals("flip")) {
                return new HorizontalFlip();
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("augmentation '" + text + "' has no number after the colon", e);
        }
        throw new IllegalArgumentException(
                "augmentation '" + text + "' is unknown; choose crop:PIXELS, flip, rotate:DEGREES or none");
    }

    /** The text that {@link #parse} reads. */
    static String describe(Augmentation augmentation) {
        if (augmentation instanceof Chain chain) {
            return chain.steps().isEmpty()
                    ? "none"
                    : chain.steps().stream().map(Augmentation::describe).collect(Collectors.joining(","));
        }
        return augmentation.toString();
    }
}
