package dev.orograph.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The part of a download that is here, open to be continued by one writer. Not thread-safe. */
final class PartFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private PartFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens the part to be written from a position, dropping what lies beyond.
     *
     * @throws IOException if somebody else is writing it
     */
    static PartFile open(Path path, long position) throws IOException {
        var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw busy(path);
            }
            channel.truncate(position);
            channel.position(position);
            return new PartFile(path, channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw busy(path);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static IOException busy(Path path) {
        return new IOException(path + " is being written by another download; wait until it has ended");
    }

    void write(List<ByteBuffer> buffers) throws IOException {
        try {
            for (var buffer : buffers) {
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        } catch (IOException e) {
            throw new IOException(path + " could not be written (" + e.getMessage() + ")", e);
        }
    }

    /** Bytes that are here. */
    long position() throws IOException {
        return channel.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
