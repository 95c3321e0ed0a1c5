package dev.orograph.format;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file so that it is never seen half-written: the bytes go to a temporary file in the same folder, are forced
 * to the disk, and appear under the file's own name by a rename. If anything fails the temporary file is removed and
 * whatever was there before is untouched.
 *
 * <p>A symbolic link is followed. A target that is no regular file, such as {@code /dev/stdout}, cannot be replaced and
 * is written directly.
 */
public final class AtomicFile {
    /** Every temporary file starts with this; one that is left lying about belongs to a process that was killed. */
    public static final String TEMPORARY_PREFIX = ".orograph-";

    private static final int CHUNK = 1 << 20;

    private AtomicFile() {}

    /** What a file is to hold. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Makes a whole file at the given place, which does not exist yet. */
    @FunctionalInterface
    public interface Maker {
        void make(Path temporary) throws IOException;
    }

    /**
     * Writes what {@code content} produces.
     *
     * @throws IOException naming {@code target}, if it could not be written; nothing has changed then
     */
    public static void write(Path target, Content content) throws IOException {
        if (isSpecial(target)) {
            writeDirectly(target, content);
            return;
        }
        create(target, temporary -> {
            try (var file = new FileOutputStream(temporary.toFile());
                    var out = new BufferedOutputStream(file, 1 << 16)) {
                content.writeTo(out);
            }
        });
    }

    /**
     * Lets {@code maker} make a file under a temporary name, then gives it its own; for libraries that open files
     * themselves.
     *
     * @throws IOException naming {@code target}, if it could not be written; nothing has changed then
     */
    public static void create(Path target, Maker maker) throws IOException {
        Path place = requirePlace(target);
        Path temporary = place.resolveSibling(TEMPORARY_PREFIX + UUID.randomUUID() + ".tmp");
        try {
            maker.make(temporary);
            force(temporary);
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(folder(place));
        } catch (IOException e) {
            throw failure(target, e, Files.exists(place) ? "the file there is unchanged" : "no file was left behind");
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Copies the remaining bytes of {@code data}, which may be a read-only view, to {@code out}. */
    public static void copy(ByteBuffer data, OutputStream out) throws IOException {
        var rest = data.duplicate();
        var chunk = new byte[Math.min(CHUNK, rest.remaining())];
        while (rest.hasRemaining()) {
            int length = Math.min(chunk.length, rest.remaining());
            rest.get(chunk, 0, length);
            out.write(chunk, 0, length);
        }
    }

    /**
     * Where a file made by {@link #create} would really lie: through a symbolic link, in a folder that exists. Worth
     * asking before long work.
     *
     * @throws IOException in one sentence, if nothing can be made there
     */
    public static Path requirePlace(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException("cannot write " + target + ": it is a folder; give the name of a file");
        }
        Path place = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        if (!Files.isDirectory(folder(place))) {
            throw new IOException("cannot write " + target + ": there is no folder " + folder(place));
        }
        if (isSpecial(place)) {
            throw new IOException("cannot write " + target + ": it is not a regular file; choose another name");
        }
        return place;
    }

    private static Path folder(Path place) {
        Path folder = place.getParent();
        return folder == null ? place : folder;
    }

    private static boolean isSpecial(Path target) {
        return Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target);
    }

    private static void writeDirectly(Path target, Content content) throws IOException {
        try (var out = new BufferedOutputStream(new FileOutputStream(target.toFile()))) {
            content.writeTo(out);
        } catch (IOException e) {
            throw failure(target, e, "it is not a regular file, so some bytes may have gone there");
        }
    }

    private static void force(Path temporary) throws IOException {
        // not through a channel: an interrupted thread would find it closed
        try (var file = new RandomAccessFile(temporary.toFile(), "rw")) {
            file.getFD().sync();
        }
    }

    /** Makes the rename itself durable, where folders can be opened (not on Windows). */
    private static void forceFolder(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")
                && !Thread.currentThread().isInterrupted()) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static IOException failure(Path target, IOException cause, String consequence) {
        return new IOException("cannot write " + target + ": " + reason(cause) + "; " + consequence, cause);
    }

    /** What went wrong, without the temporary file's name. */
    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "its folder does not exist";
        }
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        var message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
