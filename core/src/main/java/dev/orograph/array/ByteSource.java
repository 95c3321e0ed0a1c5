package dev.orograph.array;

import java.nio.ByteBuffer;

/** Bytes that stay where they are until they are asked for, such as those of a block in an open file. */
@FunctionalInterface
public interface ByteSource {
    /**
     * Fills {@code target} with the bytes from {@code offset} on.
     *
     * @throws java.io.UncheckedIOException if they cannot be read
     */
    void read(long offset, ByteBuffer target);
}
