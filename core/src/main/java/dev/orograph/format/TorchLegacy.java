package dev.orograph.format;

import dev.orograph.array.ElementType;
import dev.orograph.format.TorchTensors.StorageReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The form of a torch file before version 1.6, of which {@code .t7} checkpoints are: five pickles (magic number,
 * protocol, system, object, storage keys), then per key the number of elements and the bytes. How wide a storage's
 * elements are is told only by the tensors that use it.
 */
final class TorchLegacy implements TorchTensors.Storages {
    /** The number 0x1950a86a20f9469cfc6c as a pickle of protocol 2. */
    private static final byte[] START = {
        (byte) 0x80,
        2,
        (byte) 0x8a,
        10,
        0x6c,
        (byte) 0xfc,
        (byte) 0x9c,
        0x46,
        (byte) 0xf9,
        0x20,
        0x6a,
        (byte) 0xa8,
        0x50,
        0x19,
        '.'
    };

    private static final int HEADER_PICKLES = 3;

    private final FileBytes bytes;
    private final Object root;

    /** Where a storage's bytes are, and how many. */
    private record Extent(long offset, long length) {}

    private final Map<String, Extent> extents = new HashMap<>();
    private final Map<String, ByteBuffer> loaded = new HashMap<>();

    private TorchLegacy(FileBytes bytes, Object root) {
        this.bytes = bytes;
        this.root = root;
    }

    static boolean isLegacy(FileBytes bytes) throws IOException {
        return bytes.size() > START.length && bytes.slice(0, START.length).equals(ByteBuffer.wrap(START));
    }

    /** Reads everything but the data. */
    static TorchLegacy open(FileBytes bytes) throws IOException, PickleException {
        var in = bytes.slice(0, Math.min(bytes.size(), Integer.MAX_VALUE));
        for (int i = 0; i < HEADER_PICKLES; i++) {
            Pickle.read(in, name -> false);
        }
        var content = Pickle.read(in, TorchTensors::allows);
        var keys = Pickle.read(in, name -> false).root();
        if (!(keys instanceof List<?> list)) {
            throw new PickleException("is damaged: it does not list its storages");
        }
        var legacy = new TorchLegacy(bytes, content.root());
        legacy.locate(list, types(content.references()), in.position());
        return legacy;
    }

    private static Map<String, ElementType> types(List<Pickle.Persistent> references) throws PickleException {
        var types = new HashMap<String, ElementType>();
        for (var reference : references) {
            var storage = StorageReference.of(reference);
            types.putIfAbsent(storage.key(), storage.type());
        }
        return types;
    }

    private void locate(List<?> keys, Map<String, ElementType> types, long start) throws IOException, PickleException {
        long offset = start;
        for (var key : keys) {
            var type = key instanceof String name ? types.get(name) : null;
            if (type == null) {
                throw new PickleException("is damaged: it lists a storage that no tensor uses");
            }
            long elements = bytes.slice(offset, 8).getLong();
            offset += 8;
            if (elements < 0 || elements > (bytes.size() - offset) / type.bytes()) {
                throw new PickleException("is truncated: a storage of " + elements + " elements starts at byte "
                        + offset + " of " + bytes.size());
            }
            extents.put((String) key, new Extent(offset, elements * type.bytes()));
            offset += elements * type.bytes();
        }
    }

    /** The object that was saved. */
    Object root() {
        return root;
    }

    @Override
    public ByteBuffer load(String key, ElementType type, long length) throws IOException, PickleException {
        var extent = extents.get(key);
        if (extent == null || extent.length < length) {
            throw new PickleException("is damaged: the storage " + key + " is missing or shorter than its tensors");
        }
        var storage = loaded.get(key);
        if (storage == null) {
            storage = bytes.slice(extent.offset, extent.length);
            loaded.put(key, storage);
        }
        return storage;
    }
}
