package dev.orograph.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Small files in the IDX format. */
final class IdxFixture {
    private IdxFixture() {}

    /** Bytes of an image file whose pixel p of image i has value (10·i + p) mod 256. */
    static byte[] images(int count, int height, int width) {
        var bytes = ByteBuffer.allocate(16 + count * height * width);
        bytes.putInt(2051).putInt(count).putInt(height).putInt(width);
        for (int i = 0; i < count; i++) {
            for (int pixel = 0; pixel < height * width; pixel++) {
                bytes.put((byte) (10 * i + pixel));
            }
        }
        return bytes.array();
    }

    static byte[] labels(int... labels) {
        var bytes = ByteBuffer.allocate(8 + labels.length);
        bytes.putInt(2049).putInt(labels.length);
        for (int label : labels) {
            bytes.put((byte) label);
        }
        return bytes.array();
    }

    static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(packed)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static void write(Path path, byte[] bytes) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.write(path, bytes);
    }

    /** Six training and four test images of 2×3 pixels with labels 0, 1, 2, … */
    static void writeSet(Path folder) throws IOException {
        write(folder.resolve("train-images-idx3-ubyte.gz"), gzip(images(6, 2, 3)));
        write(folder.resolve("train-labels-idx1-ubyte"), labels(0, 1, 2, 3, 4, 5));
        write(folder.resolve("t10k-images-idx3-ubyte"), images(4, 2, 3));
        write(folder.resolve("t10k-labels-idx1-ubyte.gz"), gzip(labels(0, 1, 2, 3)));
    }
}
