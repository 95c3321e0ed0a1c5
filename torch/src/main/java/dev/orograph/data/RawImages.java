package dev.orograph.data;

/** Images as they are stored, one byte per value, with their labels. Shared within the package, never changed. */
final class RawImages {
    final int channels;
    final int height;
    final int width;
    /** [image][channel][row][column]. */
    final byte[] pixels;

    final int[] labels;

    /** How many images the files hold, of which these are the first. */
    final int stored;

    RawImages(int channels, int height, int width, byte[] pixels, int[] labels, int stored) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.pixels = pixels;
        this.labels = labels;
        this.stored = stored;
    }

    int count() {
        return labels.length;
    }

    /** Values per image. */
    int length() {
        return channels * height * width;
    }
}
