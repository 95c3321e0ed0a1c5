package dev.orograph.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A file that only grows, each time by one whole piece: a piece that could not be written completely is taken back. Not
 * a channel, because a channel closes itself when the thread that writes is interrupted. Thread-safe.
 */
final class AppendFile implements AutoCloseable {
    private final Path path;
    private final RandomAccessFile file;
    private long length;
    private boolean broken;

    AppendFile(Path path, RandomAccessFile file, long length) {
        this.path = path;
        this.file = file;
        this.length = length;
    }

    /** Opens {@code path}, creates it if it is missing, and cuts off what is behind its first {@code length} bytes. */
    static AppendFile open(Path path, long length) throws IOException {
        var file = new RandomAccessFile(path.toFile(), "rw");
        try {
            if (file.length() > length) {
                file.setLength(length);
            }
            file.seek(length);
            return new AppendFile(path, file, length);
        } catch (IOException e) {
            file.close();
            throw failure(path, e);
        }
    }

    /**
     * Adds one piece with one call to the operating system.
     *
     * @throws IOException naming the file; it then ends with the piece before
     */
    synchronized void append(byte[] piece) throws IOException {
        if (broken) {
            throw new IOException("cannot write to " + path + " any more after an earlier failure; start again");
        }
        try {
            file.write(piece);
            length += piece.length;
        } catch (IOException e) {
            takeBack(e);
            throw failure(path, e);
        }
    }

    private void takeBack(IOException cause) {
        try {
            file.setLength(length);
            file.seek(length);
        } catch (IOException e) {
            // whoever opens the file next drops the torn piece
            broken = true;
            cause.addSuppressed(e);
        }
    }

    /** Returns once everything appended is on the disk. */
    synchronized void force() throws IOException {
        try {
            file.getFD().sync();
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    private static IOException failure(Path path, IOException cause) {
        return new IOException(
                "cannot write to " + path + ": " + cause.getMessage() + "; what it held before is kept", cause);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
