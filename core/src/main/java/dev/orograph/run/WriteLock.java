package dev.orograph.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The right to write, held by one owner on the machine at a time. The operating system takes it back when the process
 * ends, however that happens; a lock file that is left over locks nothing. Readers never need it.
 */
public final class WriteLock implements AutoCloseable {
    /**
     * Locks held by this process. The operating system cannot tell them apart from a second attempt of ours, and on
     * POSIX closing any handle of a lock file drops the process's lock on it, so we must not even open it twice.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /** The locked byte lies behind the text, which thus stays readable where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path lockFile;
    private final FileChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    private WriteLock(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * Takes the right to write {@code subject}.
     *
     * @param lockFile in a folder that exists; appears while the lock is held
     * @param subject what the lock protects, for the message
     * @throws IOException if someone else has it, naming the process, or if the lock file cannot be written
     */
    static WriteLock acquire(Path lockFile, Path subject) throws IOException {
        var folder = Objects.requireNonNull(lockFile.toAbsolutePath().getParent(), "a lock file is in a folder");
        var place = folder.toRealPath().resolve(lockFile.getFileName());
        if (!HELD.add(place)) {
            throw refusal(subject, "process " + ProcessHandle.current().pid() + ", this one");
        }
        boolean acquired = false;
        try {
            WriteLock lock = null;
            while (lock == null) {
                lock = tryAcquire(place, subject);
            }
            acquired = true;
            return lock;
        } finally {
            if (!acquired) {
                HELD.remove(place);
            }
        }
    }

    /** One attempt; null if the lock file was replaced meanwhile, because its owner removed it. */
    private static @Nullable WriteLock tryAcquire(Path place, Path subject) throws IOException {
        FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .close();
        FileChannel channel = null;
        boolean acquired = false;
        try {
            var identity = identity(place);
            channel = FileChannel.open(place, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                throw refusal(subject, owner(channel));
            }
            if (!Objects.equals(identity, identity(place))) {
                return null;
            }
            writeOwner(place, channel);
            acquired = true;
            return new WriteLock(place, channel);
        } catch (NoSuchFileException e) {
            return null;
        } finally {
            if (!acquired && channel != null) {
                channel.close();
            }
        }
    }

    private static void writeOwner(Path place, FileChannel channel) throws IOException {
        var text = ProcessHandle.current().pid() + "\n";
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new IOException("cannot write " + place + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            // another copy of this class in the same process has it
            return null;
        }
    }

    /** Tells a file from another that later has the same name; null where the system cannot. */
    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static String owner(FileChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate(32);
        channel.read(buffer, 0);
        var text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip();
        return text.matches("\\d+") ? "process " + text : "another process";
    }

    private static IOException refusal(Path subject, String owner) {
        return new IOException(
                subject + " is being written by " + owner + "; wait until it ends, or choose another name");
    }

    /** Gives the right back. */
    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            Files.deleteIfExists(lockFile);
        } finally {
            try {
                channel.close();
            } finally {
                HELD.remove(lockFile);
            }
        }
    }
}
