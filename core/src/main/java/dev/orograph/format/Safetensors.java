package dev.orograph.format;

import dev.orograph.array.ElementType;
import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The safetensors format: the length of a JSON header as a 64-bit number, the header {@code {name: {dtype, shape,
 * data_offsets}, "__metadata__": {key: text}}}, then the blocks' little-endian bytes.
 *
 * <p>Blocks keep the order of the header in both directions. Equal blocks give equal bytes. Source: the format's own
 * description at github.com/huggingface/safetensors.
 */
public final class Safetensors {
    private static final String METADATA = "__metadata__";

    /** The limit that the format itself sets. */
    private static final long LONGEST_HEADER = 100_000_000;

    private static final ObjectReader HEADER_READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private Safetensors() {}

    /** The bytes of one block, counted from the end of the header. */
    private record Extent(String name, ElementType type, Shape shape, long begin, long end) {}

    /** Makes a block of an extent that starts at a byte of the file. */
    @FunctionalInterface
    private interface BlockReader {
        NamedArray block(Extent extent, long start) throws IOException;
    }

    /**
     * Reads all blocks and the metadata. Blocks of a large file are mapped, not copied.
     *
     * @throws IOException in one sentence, if the file is missing, truncated or breaks a rule of the format: a header
     *     of more than 100 MB, blocks that overlap, leave gaps or reach outside the file, a length that does not fit
     *     shape and type, an unknown type
     */
    public static NamedArrays read(Path file) throws IOException {
        try (var bytes = FileBytes.open(file)) {
            return arrays(
                    bytes,
                    (extent, start) -> NamedArray.of(
                            extent.name, extent.type, extent.shape, bytes.slice(start, extent.end - extent.begin)));
        }
    }

    /**
     * Opens a file whose blocks are to be read piece by piece; the caller closes it.
     *
     * @throws IOException as {@link #read} throws it
     */
    public static ArrayFile open(Path file) throws IOException {
        var bytes = FileBytes.open(file);
        boolean succeeded = false;
        try {
            var arrays = arrays(
                    bytes,
                    (extent, start) -> NamedArray.of(
                            extent.name,
                            extent.type,
                            extent.shape,
                            (offset, target) -> read(bytes, start + offset, target)));
            succeeded = true;
            return new ArrayFile(arrays, bytes);
        } finally {
            if (!succeeded) {
                bytes.close();
            }
        }
    }

    private static void read(FileBytes bytes, long offset, ByteBuffer target) {
        try {
            bytes.read(offset, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NamedArrays arrays(FileBytes bytes, BlockReader reader) throws IOException {
        if (bytes.size() < 8) {
            throw bytes.malformed("is not a safetensors file: it has only " + bytes.size() + " bytes");
        }
        long headerLength = bytes.slice(0, 8).getLong();
        if (headerLength < 2 || headerLength > LONGEST_HEADER) {
            throw bytes.malformed("is not a safetensors file: its first 8 bytes are not the length of a header");
        }
        if (headerLength > bytes.size() - 8) {
            throw bytes.malformed(
                    "is truncated: its header should have " + headerLength + " bytes but the file has " + bytes.size());
        }
        var header = header(bytes, bytes.slice(8, headerLength));
        var extents = new ArrayList<Extent>();
        for (var entry : header.properties()) {
            if (!entry.getKey().equals(METADATA)) {
                extents.add(extent(bytes, entry.getKey(), entry.getValue()));
            }
        }
        requireExactCover(bytes, extents, bytes.size() - 8 - headerLength);
        var blocks = new ArrayList<NamedArray>(extents.size());
        for (var extent : extents) {
            blocks.add(reader.block(extent, 8 + headerLength + extent.begin));
        }
        return NamedArrays.of(blocks, metadata(bytes, header.get(METADATA)));
    }

    private static ObjectNode header(FileBytes bytes, ByteBuffer text) throws IOException {
        var copy = new byte[text.remaining()];
        text.get(copy);
        try {
            if (HEADER_READER.readTree(copy) instanceof ObjectNode header) {
                return header;
            }
            throw bytes.malformed("is not a safetensors file: its header is not a JSON object");
        } catch (JacksonException e) {
            throw bytes.malformed("is not a safetensors file: its header is not valid JSON ("
                    + e.getOriginalMessage().lines().findFirst().orElse("") + ")");
        }
    }

    private static Map<String, String> metadata(FileBytes bytes, @Nullable JsonNode node) throws IOException {
        var metadata = new LinkedHashMap<String, String>();
        if (node == null) {
            return metadata;
        }
        if (!node.isObject()) {
            throw bytes.malformed("has metadata that is not a JSON object");
        }
        for (var entry : node.properties()) {
            if (!entry.getValue().isString()) {
                throw bytes.malformed("has metadata '" + entry.getKey() + "' that is not text");
            }
            metadata.put(entry.getKey(), entry.getValue().stringValue());
        }
        return metadata;
    }

    private static Extent extent(FileBytes bytes, String name, JsonNode node) throws IOException {
        var dtype = node.get("dtype");
        var offsets = longs(node.get("data_offsets"));
        var sizes = longs(node.get("shape"));
        if (dtype == null || !dtype.isString() || offsets == null || offsets.length != 2 || sizes == null) {
            throw bytes.malformed("has no valid dtype, shape and data_offsets for block " + name);
        }
        var type = type(bytes, name, dtype.stringValue());
        long length = length(bytes, name, type, sizes);
        if (offsets[0] > offsets[1] || offsets[1] - offsets[0] != length) {
            throw bytes.malformed("gives block " + name + " of shape " + Shape.of(sizes) + " and type "
                    + dtype.stringValue() + " the bytes " + offsets[0] + " to " + offsets[1] + "; it needs " + length);
        }
        return new Extent(name, type, Shape.of(sizes), offsets[0], offsets[1]);
    }

    private static long length(FileBytes bytes, String name, ElementType type, long[] sizes) throws IOException {
        try {
            return Math.multiplyExact(Shape.of(sizes).elements(), type.bytes());
        } catch (ArithmeticException e) {
            throw bytes.malformed("gives block " + name + " the impossible shape " + Shape.of(sizes));
        }
    }

    /** Non-negative whole numbers, or null if {@code node} is anything but an array of them. */
    private static long @Nullable [] longs(@Nullable JsonNode node) {
        if (node == null || !node.isArray()) {
            return null;
        }
        var values = new long[node.size()];
        for (int i = 0; i < values.length; i++) {
            var item = node.get(i);
            if (!item.isIntegralNumber() || !item.canConvertToLong() || item.longValue() < 0) {
                return null;
            }
            values[i] = item.longValue();
        }
        return values;
    }

    private static void requireExactCover(FileBytes bytes, List<Extent> extents, long dataLength) throws IOException {
        var inOrder = extents.stream()
                .sorted(Comparator.comparingLong(Extent::begin).thenComparingLong(Extent::end))
                .toList();
        long position = 0;
        for (var extent : inOrder) {
            if (extent.begin < position) {
                throw bytes.malformed("has block " + extent.name + " overlapping the one before it");
            }
            if (extent.begin > position) {
                throw bytes.malformed("has a gap before block " + extent.name);
            }
            position = extent.end;
        }
        if (position > dataLength) {
            throw bytes.malformed("is truncated: its blocks need " + position + " bytes but only " + dataLength
                    + " follow the header");
        }
        if (position < dataLength) {
            throw bytes.malformed("has " + (dataLength - position) + " bytes after its last block");
        }
    }

    /**
     * Writes all blocks and the metadata, in their order.
     *
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     * @throws IllegalArgumentException if a block is named {@code __metadata__}
     */
    public static void write(Path file, NamedArrays arrays) throws IOException {
        // wider elements first, so that each block starts at a multiple of its element size; the header keeps the order
        var laidOut = arrays.blocks().stream()
                .sorted(Comparator.comparingInt(
                                (NamedArray block) -> block.type().bytes())
                        .reversed())
                .toList();
        var begins = new LinkedHashMap<String, Long>();
        long position = 0;
        for (var block : laidOut) {
            begins.put(block.name(), position);
            position += block.data().remaining();
        }
        var header = paddedHeader(arrays, begins);
        AtomicFile.write(file, out -> {
            var length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
            out.write(length.array());
            out.write(header);
            for (var block : laidOut) {
                AtomicFile.copy(block.data(), out);
            }
        });
    }

    /** The header in UTF-8, filled with spaces so that the data start at a multiple of 8. */
    private static byte[] paddedHeader(NamedArrays arrays, Map<String, Long> begins) {
        var mapper = JsonMapper.shared();
        var header = mapper.createObjectNode();
        if (!arrays.metadata().isEmpty()) {
            var metadata = header.putObject(METADATA);
            arrays.metadata().forEach(metadata::put);
        }
        for (var block : arrays.blocks()) {
            if (block.name().equals(METADATA)) {
                throw new IllegalArgumentException("a block cannot have the reserved name " + METADATA);
            }
            var entry = header.putObject(block.name());
            entry.put("dtype", dtype(block.type()));
            var shape = entry.putArray("shape");
            for (long size : block.shape().sizes()) {
                shape.add(size);
            }
            long begin = begins.getOrDefault(block.name(), 0L);
            entry.putArray("data_offsets").add(begin).add(begin + block.data().remaining());
        }
        var text = mapper.writeValueAsString(header);
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return (text + " ".repeat(-length & 7)).getBytes(StandardCharsets.UTF_8);
    }

    private static String dtype(ElementType type) {
        return switch (type) {
            case FLOAT64 -> "F64";
            case FLOAT32 -> "F32";
            case FLOAT16 -> "F16";
            case BFLOAT16 -> "BF16";
            case INT64 -> "I64";
            case INT32 -> "I32";
            case INT16 -> "I16";
            case INT8 -> "I8";
            case UINT8 -> "U8";
            case BOOL -> "BOOL";
        };
    }

    private static ElementType type(FileBytes bytes, String name, String dtype) throws IOException {
        for (var type : ElementType.values()) {
            if (dtype(type).equals(dtype)) {
                return type;
            }
        }
        throw bytes.malformed(String.format(
                Locale.ROOT, "has block %s of type %s, which is not supported; save it as F32", name, dtype));
    }
}
