package dev.orograph.data;

import java.io.IOException;
import java.nio.file.Path;

/** Class labels stored as bytes. */
final class Labels {
    private Labels() {}

    /** The bytes as numbers, each checked to be a class. */
    static int[] of(byte[] bytes, int classes, Path path) throws IOException {
        var labels = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            labels[i] = require(bytes[i] & 0xff, classes, i, path);
        }
        return labels;
    }

    static int require(int label, int classes, int sample, Path path) throws IOException {
        if (label >= classes) {
            throw new IOException(path + " has label " + label + " at sample " + sample + "; labels must lie in 0 to "
                    + (classes - 1));
        }
        return label;
    }
}
