package dev.orograph.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Collects the bytes that {@link DataSet#digest} is about. */
final class SampleDigest {
    private static final long CHUNK = 1 << 24;

    private final MessageDigest digest;
    private boolean empty = true;

    SampleDigest() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    boolean isEmpty() {
        return empty;
    }

    void add(byte[] bytes, int from, int count) {
        empty = false;
        digest.update(bytes, from, count);
    }

    /** The memory of a contiguous tensor. */
    void add(Tensor tensor) {
        empty = false;
        try (var scope = new PointerScope()) {
            long bytes = tensor.nbytes();
            var start = new BytePointer(tensor.data_ptr());
            for (long from = 0; from < bytes; from += CHUNK) {
                ByteBuffer chunk = start.position(from)
                        .limit(Math.min(bytes, from + CHUNK))
                        .asByteBuffer();
                digest.update(chunk);
            }
        }
    }

    /** To be called once, at the end. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
