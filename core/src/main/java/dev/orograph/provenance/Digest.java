package dev.orograph.provenance;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of bytes given piece by piece. Numbers are digested as their little-endian bytes, bit for bit, so that
 * equal arrays have equal digests on every machine and NaNs of different payload differ.
 *
 * <p>Belongs to one thread.
 */
public final class Digest {
    private static final int CHUNK = 1 << 16;

    private final MessageDigest sha256;

    public Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, but this one does not", e);
        }
    }

    /** The digest of some bytes as 64 hexadecimal digits. */
    public static String of(byte[] bytes) {
        return new Digest().add(bytes).hex();
    }

    /** The digest of a text in UTF-8 as 64 hexadecimal digits. */
    public static String of(String text) {
        return new Digest().add(text).hex();
    }

    /**
     * The digest of a file's bytes as 64 hexadecimal digits.
     *
     * @throws IOException if the file cannot be read
     */
    public static String of(Path file) throws IOException {
        var digest = new Digest();
        try (var in = new FileInputStream(file.toFile())) {
            var chunk = new byte[CHUNK];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                digest.sha256.update(chunk, 0, length);
            }
        }
        return digest.hex();
    }

    public Digest add(byte[] bytes) {
        sha256.update(bytes);
        return this;
    }

    /** Adds the remaining bytes of {@code bytes}, whose position stays where it is. */
    public Digest add(ByteBuffer bytes) {
        sha256.update(bytes.duplicate());
        return this;
    }

    /** Adds a text's bytes in UTF-8. */
    public Digest add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    public Digest add(long value) {
        return add(littleEndian(Long.BYTES).putLong(value).flip());
    }

    public Digest add(float[] values) {
        int step = CHUNK / Float.BYTES;
        for (int from = 0; from < values.length; from += step) {
            int to = Math.min(values.length, from + step);
            var chunk = littleEndian((to - from) * Float.BYTES);
            for (int i = from; i < to; i++) {
                chunk.putInt(Float.floatToRawIntBits(values[i]));
            }
            add(chunk.flip());
        }
        return this;
    }

    public Digest add(double[] values) {
        int step = CHUNK / Double.BYTES;
        for (int from = 0; from < values.length; from += step) {
            int to = Math.min(values.length, from + step);
            var chunk = littleEndian((to - from) * Double.BYTES);
            for (int i = from; i < to; i++) {
                chunk.putLong(Double.doubleToRawLongBits(values[i]));
            }
            add(chunk.flip());
        }
        return this;
    }

    /** The digest of everything added, 32 bytes; starts anew afterwards. */
    public byte[] bytes() {
        return sha256.digest();
    }

    /** The digest of everything added, 64 hexadecimal digits; starts anew afterwards. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
