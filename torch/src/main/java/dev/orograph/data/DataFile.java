package dev.orograph.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** One file of a data set, read from its start, unpacked on the way if it is packed with gzip. Not thread-safe. */
final class DataFile implements AutoCloseable {
    private final Path path;
    private final InputStream stream;

    private DataFile(Path path, InputStream stream) {
        this.path = path;
        this.stream = stream;
    }

    /** Opens a file; its first two bytes decide whether it is packed. */
    static DataFile open(Path path) throws IOException {
        var plain = new BufferedInputStream(stream(path), 1 << 16);
        try {
            plain.mark(2);
            boolean packed = plain.read() == 0x1f && plain.read() == 0x8b;
            plain.reset();
            return new DataFile(path, packed ? new GZIPInputStream(plain, 1 << 16) : plain);
        } catch (EOFException | ZipException e) {
            plain.close();
            throw damaged(path, e);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static InputStream stream(Path path) throws IOException {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw new IOException(path + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /** The first of the given names, with or without {@code .gz}, that exists in one of the folders. */
    static Optional<Path> find(List<Path> folders, String... names) {
        for (var folder : folders) {
            for (var name : names) {
                for (var suffix : List.of("", ".gz")) {
                    var path = folder.resolve(name + suffix);
                    if (Files.isRegularFile(path)) {
                        return Optional.of(path);
                    }
                }
            }
        }
        return Optional.empty();
    }

    Path path() {
        return path;
    }

    /** Up to {@code count} bytes; fewer only at the end of the file. */
    byte[] read(int count) throws IOException {
        try {
            return stream.readNBytes(count);
        } catch (EOFException | ZipException e) {
            throw damaged(path, e);
        }
    }

    /** Exactly {@code count} bytes, or a sentence that the file ends too early. */
    byte[] readFully(int count, String what) throws IOException {
        var bytes = read(count);
        if (bytes.length < count) {
            throw new IOException(path + " is truncated: " + what + " needs " + count + " bytes but only "
                    + bytes.length + " are left; fetch the file again");
        }
        return bytes;
    }

    /** Throws if anything is left to read. */
    void requireEnd() throws IOException {
        if (read(1).length > 0) {
            throw new IOException(path + " is longer than its header says; fetch the file again");
        }
    }

    private static IOException damaged(Path path, IOException cause) {
        var why = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
        return new IOException(path + " is damaged or truncated" + why + "; fetch the file again", cause);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
