package dev.orograph.format;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a state dictionary in the zip form of torch.save, one storage per block. Equal blocks give equal bytes. */
final class TorchWriter {
    private static final String ROOT = "archive/";

    /** A fixed date, so that equal content gives equal bytes. */
    private static final LocalDateTime DATE = LocalDateTime.of(2000, 1, 1, 0, 0);

    private static final String ORDERED_DICTIONARY = "ccollections\nOrderedDict\n)R";

    private final OutputStream out;

    TorchWriter(OutputStream out) {
        this.out = out;
    }

    void write(NamedArrays arrays) throws IOException {
        try (var zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, "data.pkl", ByteBuffer.wrap(pickle(arrays)));
            put(zip, "byteorder", ascii("little"));
            int key = 0;
            for (var block : arrays.blocks()) {
                put(zip, "data/" + key++, block.data());
            }
            put(zip, "version", ascii("3\n"));
        }
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void put(ZipOutputStream zip, String name, ByteBuffer content) throws IOException {
        var checksum = new CRC32();
        checksum.update(content.duplicate());
        var entry = new ZipEntry(ROOT + name);
        entry.setTimeLocal(DATE);
        entry.setSize(content.remaining());
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        AtomicFile.copy(content, zip);
        zip.closeEntry();
    }

    /** {@code OrderedDict()} and one {@code _rebuild_tensor_v2(…)} per block, in pickle protocol 2. */
    private static byte[] pickle(NamedArrays arrays) {
        var pickle = new ByteArrayOutputStream();
        pickle.write(0x80);
        pickle.write(2);
        code(pickle, ORDERED_DICTIONARY + "(");
        int key = 0;
        for (var block : arrays.blocks()) {
            text(pickle, block.name());
            tensor(pickle, block, Integer.toString(key++));
        }
        code(pickle, "u.");
        return pickle.toByteArray();
    }

    private static void tensor(ByteArrayOutputStream pickle, NamedArray block, String key) {
        code(pickle, "ctorch._utils\n_rebuild_tensor_v2\n((");
        text(pickle, "storage");
        code(pickle, "ctorch\n" + storage(block) + "\n");
        text(pickle, key);
        text(pickle, "cpu");
        whole(pickle, block.shape().elements());
        code(pickle, "tQK\0(");
        var sizes = block.shape().sizes();
        for (long size : sizes) {
            whole(pickle, size);
        }
        code(pickle, "t(");
        for (int d = 0; d < sizes.length; d++) {
            long stride = 1;
            for (int inner = d + 1; inner < sizes.length; inner++) {
                stride *= Math.max(1, sizes[inner]);
            }
            whole(pickle, stride);
        }
        code(pickle, "t\u0089" + ORDERED_DICTIONARY + "tR");
    }

    private static String storage(NamedArray block) {
        return switch (block.type()) {
            case FLOAT64 -> "DoubleStorage";
            case FLOAT32 -> "FloatStorage";
            case FLOAT16 -> "HalfStorage";
            case BFLOAT16 -> "BFloat16Storage";
            case INT64 -> "LongStorage";
            case INT32 -> "IntStorage";
            case INT16 -> "ShortStorage";
            case INT8 -> "CharStorage";
            case UINT8 -> "ByteStorage";
            case BOOL -> "BoolStorage";
        };
    }

    /** Instructions as characters, one byte each. */
    private static void code(ByteArrayOutputStream pickle, String instructions) {
        pickle.writeBytes(instructions.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void text(ByteArrayOutputStream pickle, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        pickle.write('X');
        pickle.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .array());
        pickle.writeBytes(bytes);
    }

    /** LONG1 with eight bytes, which fits every number. */
    private static void whole(ByteArrayOutputStream pickle, long value) {
        pickle.write(0x8a);
        pickle.write(8);
        pickle.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
    }
}
