package dev.orograph.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * How one cell lies in a journal; the bytes are told in {@link JournalHeader}.
 *
 * @param valuesPerCell k
 * @param seed CRC of the header, with which each record's CRC begins
 */
record JournalRecord(int valuesPerCell, int seed) {
    int bytes() {
        return Long.BYTES * (1 + valuesPerCell) + Integer.BYTES;
    }

    byte[] encode(long cell, double[] values) {
        var record = ByteBuffer.allocate(bytes()).order(ByteOrder.LITTLE_ENDIAN).putLong(cell);
        for (double value : values) {
            record.putLong(Double.doubleToRawLongBits(value));
        }
        return record.putInt(crc(record.array())).array();
    }

    /** Whether these bytes are a record as it was written. */
    boolean isValid(byte[] record) {
        var buffer = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        return buffer.getInt(bytes() - Integer.BYTES) == crc(record) && buffer.getLong(0) >= 0;
    }

    private int crc(byte[] record) {
        var crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(seed)
                .flip());
        crc.update(record, 0, bytes() - Integer.BYTES);
        return (int) crc.getValue();
    }
}
