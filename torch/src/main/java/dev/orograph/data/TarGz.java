package dev.orograph.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks a tar archive packed with gzip (POSIX ustar: blocks of 512 bytes, a header and the padded content). Regular
 * files and folders only; anything that would leave the folder, and links, are refused.
 */
final class TarGz {
    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_AT = 124;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int TYPE_AT = 156;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_LENGTH = 155;

    private final Path archive;
    private final Path folder;

    private TarGz(Path archive, Path folder) {
        this.archive = archive;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Unpacks all files below a folder; each appears by rename when it is complete. */
    static void extract(Path archive, Path folder) throws IOException {
        try (var stream = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)), 1 << 16)) {
            new TarGz(archive, folder).extract(stream);
        } catch (EOFException | ZipException e) {
            var why = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
            throw new IOException(archive + " is damaged or truncated" + why + "; delete it and fetch it again", e);
        }
    }

    private void extract(InputStream stream) throws IOException {
        while (true) {
            var header = stream.readNBytes(BLOCK);
            if (header.length < BLOCK) {
                throw new EOFException("no end mark");
            }
            if (isZero(header)) {
                return;
            }
            extract(header, stream);
        }
    }

    private void extract(byte[] header, InputStream stream) throws IOException {
        requireChecksum(header);
        long size = octal(header, SIZE_AT, 12);
        var name = name(header);
        switch (header[TYPE_AT]) {
            case 0, '0' -> write(target(name), size, stream);
            case '5', 'g', 'x' -> stream.skipNBytes(size);
            default ->
                throw new IOException(archive + " holds '" + name + "', which is neither file nor folder;"
                        + " unpack it by other means");
        }
        stream.skipNBytes(Math.floorMod(-size, BLOCK));
    }

    private Path target(String name) throws IOException {
        var target = folder.resolve(name).normalize();
        if (!target.startsWith(folder) || target.equals(folder)) {
            throw new IOException(
                    archive + " holds '" + name + "', which lies outside of " + folder + "; it was not unpacked");
        }
        return target;
    }

    private static void write(Path target, long size, InputStream stream) throws IOException {
        Files.createDirectories(target.getParent());
        var part = target.resolveSibling(target.getFileName() + ".part");
        try (var file = Files.newOutputStream(part)) {
            for (long left = size; left > 0; ) {
                var bytes = stream.readNBytes((int) Math.min(left, 1 << 16));
                if (bytes.length == 0) {
                    throw new EOFException("inside " + target.getFileName());
                }
                file.write(bytes);
                left -= bytes.length;
            }
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String name(byte[] header) {
        var name = text(header, 0, NAME_LENGTH);
        boolean ustar = text(header, 257, 5).equals("ustar");
        var prefix = ustar ? text(header, PREFIX_AT, PREFIX_LENGTH) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** The sum of all bytes of a header, its own field counted as spaces. */
    private void requireChecksum(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean own = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH;
            sum += own ? ' ' : header[i] & 0xff;
        }
        if (sum != octal(header, CHECKSUM_AT, CHECKSUM_LENGTH)) {
            throw new IOException(archive + " is damaged: a header has a wrong checksum; delete it and fetch it again");
        }
    }

    private long octal(byte[] header, int from, int length) throws IOException {
        var digits = text(header, from, length).strip();
        try {
            long value = digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IOException(archive + " is no tar archive: '" + digits + "' is no octal number", e);
        }
        throw new IOException(archive + " is no tar archive: '" + digits + "' is negative");
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isZero(byte[] block) {
        for (byte value : block) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
