package dev.orograph.figure;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes the PNG format (W3C Recommendation, 2nd edition): true colour at 8 bits, the filter of each row chosen by the
 * smallest sum of differences, and text chunks. The same image gives the same bytes.
 */
final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int LONGEST_KEYWORD = 79;

    private PngFile() {}

    static byte[] encode(BufferedImage image, Map<String, String> texts) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        var header = ByteBuffer.allocate(13).putInt(image.getWidth()).putInt(image.getHeight());
        header.put((byte) 8).put((byte) 2).put((byte) 0).put((byte) 0).put((byte) 0);
        chunk(file, "IHDR", header.array());
        texts.forEach((key, value) -> chunk(file, "iTXt", text(key, value)));
        chunk(file, "IDAT", pixels(image));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(name);
        file.writeBytes(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }

    /** Keyword, no compression, no language, UTF-8 text. */
    private static byte[] text(String key, String value) {
        String keyword = key.replaceAll("[^\\x21-\\x7e]", "_");
        var data = new ByteArrayOutputStream();
        data.writeBytes(keyword.substring(0, Math.min(LONGEST_KEYWORD, keyword.length()))
                .getBytes(StandardCharsets.ISO_8859_1));
        data.writeBytes(new byte[5]);
        data.writeBytes(value.replace('\0', ' ').getBytes(StandardCharsets.UTF_8));
        return data.toByteArray();
    }

    private static byte[] pixels(BufferedImage image) {
        int stride = 3 * image.getWidth();
        var compressed = new ByteArrayOutputStream();
        var deflater = new Deflater(6);
        var previous = new byte[stride];
        var row = new byte[stride];
        var argb = new int[image.getWidth()];
        try (var out = new DeflaterOutputStream(compressed, deflater, 1 << 16)) {
            for (int y = 0; y < image.getHeight(); y++) {
                image.getRGB(0, y, argb.length, 1, argb, 0, argb.length);
                for (int x = 0; x < argb.length; x++) {
                    row[3 * x] = (byte) (argb[x] >> 16);
                    row[3 * x + 1] = (byte) (argb[x] >> 8);
                    row[3 * x + 2] = (byte) argb[x];
                }
                out.write(filtered(row, previous));
                byte[] swap = previous;
                previous = row;
                row = swap;
            }
        } catch (java.io.IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        } finally {
            deflater.end();
        }
        return compressed.toByteArray();
    }

    /** The row with filter None, Sub or Up before it, whichever leaves the smallest absolute differences. */
    private static byte[] filtered(byte[] row, byte[] previous) {
        byte[] best = new byte[0];
        long smallest = Long.MAX_VALUE;
        for (int filter = 0; filter < 3; filter++) {
            var candidate = new byte[row.length + 1];
            candidate[0] = (byte) filter;
            long sum = 0;
            for (int i = 0; i < row.length; i++) {
                int predicted = filter == 0 ? 0 : filter == 1 ? (i < 3 ? 0 : row[i - 3]) : previous[i];
                byte difference = (byte) (row[i] - predicted);
                candidate[i + 1] = difference;
                sum += Math.abs(difference);
            }
            if (sum < smallest) {
                smallest = sum;
                best = candidate;
            }
        }
        return best;
    }
}
