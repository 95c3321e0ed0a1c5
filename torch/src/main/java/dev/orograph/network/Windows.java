package dev.orograph.network;

import dev.orograph.array.Shape;

/** How many places a sliding window has on an image. */
final class Windows {
    private Windows() {}

    /**
     * Shape of the output of a window that slides over an image: ⌊(size + 2·padding − kernel)/stride⌋ + 1 places along
     * each side.
     *
     * @param channels of the output
     * @throws IllegalArgumentException if {@code image} is no image or the window does not fit into it
     */
    static Shape slide(Shape image, long channels, Extent kernel, Extent stride, Extent padding) {
        requireImage(image);
        long height = places(image.size(1), kernel.height(), stride.height(), padding.height());
        long width = places(image.size(2), kernel.width(), stride.width(), padding.width());
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "its " + kernel + " window does not fit into what arrives there, " + image + "; use larger images");
        }
        return Shape.of(channels, height, width);
    }

    static void requireImage(Shape image) {
        if (image.rank() != 3) {
            throw new IllegalArgumentException("it takes images [channels, height, width], not " + image);
        }
    }

    static void requireSizes(String what, Extent kernel, Extent stride) {
        if (kernel.height() < 1 || kernel.width() < 1 || stride.height() < 1 || stride.width() < 1) {
            throw new IllegalArgumentException(
                    what + " with window " + kernel + " and stride " + stride + " needs both to be at least 1×1");
        }
    }

    private static long places(long size, long kernel, long stride, long padding) {
        return Math.floorDiv(size + 2 * padding - kernel, stride) + 1;
    }
}
