package dev.orograph.run;

import dev.orograph.provenance.Digest;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * How a journal begins. All numbers are little-endian:
 *
 * <pre>
 *  8 bytes  "OROJRNL\n"
 *  4        version of the format, 1
 *  4        k, doubles per cell
 *  4        bytes of the recipe
 *  4        bytes of the plan
 * 32        SHA-256 of the recipe
 *           recipe, UTF-8
 *           plan, UTF-8
 *  4        CRC-32C of everything before
 * </pre>
 *
 * <p>Records follow, each of 8 bytes for the cell, 8·k for its values as IEEE 754 bits, and the CRC-32C of the header's
 * CRC, the cell and the values, so that a record copied from another journal is not valid.
 */
record JournalHeader(String recipe, String plan, int valuesPerCell) {
    static final int MOST_VALUES = 1 << 16;

    private static final byte[] MAGIC = "OROJRNL\n".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int PREFIX_BYTES = MAGIC.length + 4 * Integer.BYTES + 32;

    byte[] encode() {
        var recipeBytes = recipe.getBytes(StandardCharsets.UTF_8);
        var planBytes = plan.getBytes(StandardCharsets.UTF_8);
        var buffer = ByteBuffer.allocate(PREFIX_BYTES + recipeBytes.length + planBytes.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putInt(VERSION)
                .putInt(valuesPerCell)
                .putInt(recipeBytes.length)
                .putInt(planBytes.length)
                .put(recipeDigest())
                .put(recipeBytes)
                .put(planBytes);
        return buffer.putInt(crc(buffer.array(), buffer.position())).array();
    }

    byte[] recipeDigest() {
        return new Digest().add(recipe).bytes();
    }

    /**
     * Reads a header and leaves {@code in} at the first record.
     *
     * @throws IOException in one sentence, if it is damaged or of another format
     */
    static JournalHeader read(Path file, DataInputStream in, long fileBytes) throws IOException {
        if (fileBytes < PREFIX_BYTES + Integer.BYTES) {
            throw damaged(file);
        }
        var prefix = in.readNBytes(PREFIX_BYTES);
        var numbers = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC.length);
        if (prefix.length < PREFIX_BYTES || !Arrays.equals(prefix, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException(file + " is not a survey's journal; choose another name");
        }
        int version = numbers.getInt();
        if (version != VERSION) {
            throw new IOException(file + " is a journal of format " + version + " but this Orograph reads format "
                    + VERSION + "; delete it to begin the survey anew");
        }
        int values = numbers.getInt();
        int recipeBytes = numbers.getInt();
        int planBytes = numbers.getInt();
        long textBytes = (long) recipeBytes + planBytes;
        if (values < 1
                || values > MOST_VALUES
                || recipeBytes < 0
                || planBytes < 0
                || textBytes > fileBytes - PREFIX_BYTES - Integer.BYTES) {
            throw damaged(file);
        }
        var text = in.readNBytes((int) textBytes);
        var crc = in.readNBytes(Integer.BYTES);
        var header = new JournalHeader(
                new String(text, 0, recipeBytes, StandardCharsets.UTF_8),
                new String(text, recipeBytes, planBytes, StandardCharsets.UTF_8),
                values);
        var encoded = header.encode();
        if (!Arrays.equals(encoded, 0, PREFIX_BYTES, prefix, 0, PREFIX_BYTES)
                || !Arrays.equals(encoded, encoded.length - Integer.BYTES, encoded.length, crc, 0, crc.length)) {
            throw damaged(file);
        }
        return header;
    }

    private static IOException damaged(Path file) {
        return new IOException(
                "the beginning of " + file + " is damaged, so its cells cannot be trusted; delete it to begin anew");
    }

    /** CRC-32C of the first {@code length} bytes. */
    static int crc(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
