package dev.orograph.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes small tar archives. */
final class TarFixture {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    TarFixture file(String name, byte[] content) {
        return entry(name, '0', content);
    }

    TarFixture folder(String name) {
        return entry(name, '5', new byte[0]);
    }

    TarFixture entry(String name, char type, byte[] content) {
        var header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 124, String.format(Locale.ROOT, "%011o", content.length));
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte value : header) {
            sum += value & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o", sum));
        header[154] = 0;
        bytes.writeBytes(header);
        bytes.writeBytes(content);
        bytes.writeBytes(new byte[Math.floorMod(-content.length, 512)]);
        return this;
    }

    private static void put(byte[] header, int at, String text) {
        var encoded = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(encoded, 0, header, at, encoded.length);
    }

    byte[] tar() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(bytes.toByteArray());
        whole.writeBytes(new byte[1024]);
        return whole.toByteArray();
    }

    byte[] gzip() {
        return IdxFixture.gzip(tar());
    }
}
