package dev.orograph.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of a file that is being read, handed out in checked slices. Slices of a small file are in plain memory,
 * those of a large one are mapped, so that a file of many gigabytes costs nothing until it is used; both stay valid
 * after this is closed. A file that is replaced by {@link AtomicFile} meanwhile does not change under its reader.
 */
final class FileBytes implements AutoCloseable {
    /** Up to this size copying is cheaper than mapping and leaves no file open. */
    private static final long SMALL = 64L << 20;

    private static final int PIECE = 1 << 20;

    private static final int LONGEST_SENTENCE = 500;

    private final Path file;
    private final FileChannel channel;
    private final long size;

    private FileBytes(Path file, FileChannel channel, long size) {
        this.file = file;
        this.channel = channel;
        this.size = size;
    }

    /**
     * Opens {@code file}.
     *
     * @throws IOException if it is missing, a folder or empty
     */
    static FileBytes open(Path file) throws IOException {
        requireContent(file);
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        return new FileBytes(file, channel, channel.size());
    }

    /**
     * Checks that {@code file} is one that can hold something.
     *
     * @throws IOException if it is missing, a folder or empty
     */
    static void requireContent(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw malformed(file, "is " + (Files.isDirectory(file) ? "a folder" : "not a regular file"));
        }
        if (Files.size(file) == 0) {
            throw malformed(file, "is empty");
        }
    }

    /** A whole text file in UTF-8. */
    static String text(Path file) throws IOException {
        requireContent(file);
        if (Files.size(file) > Integer.MAX_VALUE / 2) {
            throw malformed(file, "is larger than 1 GB, too large for a text file");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /**
     * A sentence about {@code file}: its name, then {@code what} as the predicate, made short and printable since it may
     * quote names from the file.
     */
    static IOException malformed(Path file, String what) {
        var printable = what.replaceAll("\\p{Cntrl}", "?");
        return new IOException(file + " "
                + (printable.length() <= LONGEST_SENTENCE
                        ? printable
                        : printable.substring(0, LONGEST_SENTENCE) + "…"));
    }

    IOException malformed(String what) {
        return malformed(file, what);
    }

    long size() {
        return size;
    }

    /**
     * A read-only little-endian view of {@code length} bytes from {@code offset}.
     *
     * @throws IOException if they are not all inside the file, or more than 2³¹−1
     */
    ByteBuffer slice(long offset, long length) throws IOException {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw malformed("is truncated: " + length + " bytes at offset " + offset + " are outside its " + size);
        }
        if (length > Integer.MAX_VALUE) {
            throw malformed("has a block of " + length + " bytes; at most 2 GB per block can be read");
        }
        if (size > SMALL) {
            return channel.map(FileChannel.MapMode.READ_ONLY, offset, length).order(ByteOrder.LITTLE_ENDIAN);
        }
        var copy = ByteBuffer.allocate((int) length);
        read(offset, copy);
        return copy.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Fills {@code target} with the bytes from {@code offset} on. */
    void read(long offset, ByteBuffer target) throws IOException {
        long from = offset - target.position();
        int end = target.limit();
        while (target.position() < end) {
            // Java keeps a native buffer as large as what is read at once into its own memory
            target.limit(Math.min(end, target.position() + PIECE));
            if (channel.read(target, from + target.position()) < 0) {
                throw new EOFException(file + " became shorter while it was read");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
