package dev.orograph.format;

import java.util.zip.CRC32C;

/** The checksum of TensorBoard's records: ((crc ≫ 15) | (crc ≪ 17)) + 0xa282ead8 of the CRC-32C, in 32 bits. */
final class MaskedCrc {
    private static final int MASK = 0xa282ead8;

    private MaskedCrc() {}

    static int of(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }
}
