package dev.orograph.data;

/** Images as they are stored, one byte per value, with their labels. Shared within the package, never changed. */
final class RawImages {
    final int channels;
    final int height;
    final int width;
    /** [image][channel][row][column]. */
    final byte[] pixels;

    final int[] labels;

    RawImages(int channels, int height, int width, byte[] pixels, int[] labels) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.pixels = pixels;
        this.labels = labels;
    }

    int count() {
        return labels.length;
    }

    /** Values per image. */
    int length() {
        return channels * height * width;
    }
}
