package dev.orograph.format;

import dev.orograph.array.ElementType;
import dev.orograph.array.NamedArray;
import dev.orograph.array.Shape;
import dev.orograph.format.Pickle.Call;
import dev.orograph.format.Pickle.Persistent;
import dev.orograph.format.Pickle.Tuple;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a pickle says of a tensor (storage, offset, sizes, strides) into a contiguous block. Every number is
 * checked against the storage that is really there.
 */
final class TorchTensors {
    private static final Map<String, ElementType> STORAGES = Map.of(
            "torch.DoubleStorage", ElementType.FLOAT64,
            "torch.FloatStorage", ElementType.FLOAT32,
            "torch.HalfStorage", ElementType.FLOAT16,
            "torch.BFloat16Storage", ElementType.BFLOAT16,
            "torch.LongStorage", ElementType.INT64,
            "torch.IntStorage", ElementType.INT32,
            "torch.ShortStorage", ElementType.INT16,
            "torch.CharStorage", ElementType.INT8,
            "torch.ByteStorage", ElementType.UINT8,
            "torch.BoolStorage", ElementType.BOOL);

    private static final String REBUILD = "torch._utils._rebuild_tensor";
    private static final String REBUILD_2 = "torch._utils._rebuild_tensor_v2";
    private static final String REBUILD_PARAMETER = "torch._utils._rebuild_parameter";

    /** May occur in a checkpoint beside the weights; recorded and passed over. */
    private static final Set<String> INERT = Set.of(
            "collections.OrderedDict",
            "collections.defaultdict",
            "builtins.set",
            "builtins.dict",
            "builtins.list",
            "__builtin__.set",
            "torch.Size",
            "torch.device",
            "torch.float64",
            "torch.float32",
            "torch.float16",
            "torch.bfloat16",
            "torch.int64",
            "_codecs.encode",
            "numpy.dtype",
            "numpy.core.multiarray.scalar",
            "numpy._core.multiarray.scalar");

    /** As many as torch itself allows. */
    private static final int MOST_DIMENSIONS = 64;

    /** Bytes that copies of strided views may take beyond a few times the file's own size. */
    private static final long COPY_ALLOWANCE = 64L << 20;

    /** The bytes of a storage. */
    @FunctionalInterface
    interface Storages {
        /** At least {@code bytes} bytes of the storage {@code key}, little-endian. */
        ByteBuffer load(String key, ElementType type, long bytes) throws IOException, PickleException;
    }

    /**
     * A storage as a pickle refers to it: {@code ("storage", type, key, location, elements)}, in old files followed by
     * None or {@code (view key, offset, size)}.
     *
     * @param offset where in the root storage this one starts, in elements
     */
    record StorageReference(ElementType type, String key, long elements, long offset) {
        static StorageReference of(Object value) throws PickleException {
            if (value instanceof Persistent persistent
                    && persistent.id() instanceof Tuple id
                    && id.items().size() >= 5
                    && "storage".equals(id.items().get(0))
                    && id.items().get(1) instanceof Pickle.Global storage
                    && STORAGES.containsKey(storage.name())
                    && id.items().get(2) instanceof String key
                    && id.items().get(4) instanceof Long elements
                    && elements >= 0
                    && elements <= Long.MAX_VALUE / 8) {
                var type = STORAGES.getOrDefault(storage.name(), ElementType.UINT8);
                return new StorageReference(type, key, elements, viewOffset(id.items()));
            }
            throw new PickleException("is damaged: it refers to a storage in an unknown way");
        }

        private static long viewOffset(List<Object> id) {
            return id.size() > 5
                            && id.get(5) instanceof Tuple view
                            && view.items().size() == 3
                            && view.items().get(1) instanceof Long offset
                    ? offset
                    : 0;
        }
    }

    private final Storages storages;
    private long copyBudget;

    TorchTensors(Storages storages, long fileSize) {
        this.storages = storages;
        this.copyBudget = COPY_ALLOWANCE + 4 * fileSize;
    }

    /** Whether a class or function may occur in a torch file. */
    static boolean allows(String name) {
        return STORAGES.containsKey(name)
                || INERT.contains(name)
                || name.equals(REBUILD)
                || name.equals(REBUILD_2)
                || name.equals(REBUILD_PARAMETER);
    }

    /** The arguments with which a tensor was to be rebuilt, or null if {@code value} is no tensor. */
    private static @Nullable List<Object> tensorArguments(Object value) {
        var current = value;
        if (current instanceof Call call
                && call.function().name().equals(REBUILD_PARAMETER)
                && !call.arguments().isEmpty()) {
            current = call.arguments().get(0);
        }
        return current instanceof Call call
                        && (call.function().name().equals(REBUILD)
                                || call.function().name().equals(REBUILD_2))
                ? call.arguments()
                : null;
    }

    static boolean isTensor(Object value) {
        return tensorArguments(value) != null;
    }

    /** The tensor {@code value} as a block of the given name. */
    NamedArray block(String name, Object value) throws IOException, PickleException {
        var arguments = tensorArguments(value);
        if (arguments == null || arguments.size() < 4 || !(arguments.get(1) instanceof Long offset)) {
            throw malformed(name, "is no tensor of a known form");
        }
        var storage = StorageReference.of(arguments.get(0));
        long[] sizes = longs(name, arguments.get(2));
        long[] strides = longs(name, arguments.get(3));
        if (sizes.length != strides.length || offset < 0 || storage.offset() < 0) {
            throw malformed(name, "has sizes and strides that do not fit each other");
        }
        try {
            return block(name, storage, Math.addExact(offset, storage.offset()), sizes, strides);
        } catch (ArithmeticException e) {
            throw malformed(name, "has the impossible shape " + Shape.of(sizes));
        }
    }

    private NamedArray block(String name, StorageReference storage, long offset, long[] sizes, long[] strides)
            throws IOException, PickleException {
        var shape = Shape.of(sizes);
        int width = storage.type().bytes();
        long length = Math.multiplyExact(shape.elements(), width);
        if (length == 0) {
            return NamedArray.of(name, storage.type(), shape, ByteBuffer.allocate(0));
        }
        long last = offset;
        for (int d = 0; d < sizes.length; d++) {
            last = Math.addExact(last, Math.multiplyExact(sizes[d] - 1, strides[d]));
        }
        if (last >= storage.elements()) {
            throw malformed(
                    name, "reaches to element " + last + " of a storage of " + storage.elements() + " elements");
        }
        var bytes = storages.load(storage.key(), storage.type(), Math.multiplyExact(storage.elements(), width));
        if (isContiguous(sizes, strides)) {
            int start = Math.toIntExact(Math.multiplyExact(offset, width));
            return NamedArray.of(name, storage.type(), shape, bytes.slice(start, Math.toIntExact(length)));
        }
        copyBudget -= length;
        if (copyBudget < 0 || length > Integer.MAX_VALUE) {
            throw malformed(name, "is a view many times larger than its storage; save tensor.clone() instead");
        }
        return NamedArray.of(name, storage.type(), shape, gathered(bytes, width, offset, sizes, strides, (int) length));
    }

    private static boolean isContiguous(long[] sizes, long[] strides) {
        long expected = 1;
        for (int d = sizes.length - 1; d >= 0; d--) {
            if (sizes[d] != 1 && strides[d] != expected) {
                return false;
            }
            expected *= sizes[d];
        }
        return true;
    }

    /** The elements of a strided view in row-major order. */
    private static ByteBuffer gathered(
            ByteBuffer source, int width, long offset, long[] sizes, long[] strides, int length) {
        var target = ByteBuffer.allocate(length);
        var index = new long[sizes.length];
        long element = offset;
        while (target.hasRemaining()) {
            int start = Math.toIntExact(element * width);
            target.put(target.position(), source, start, width);
            target.position(target.position() + width);
            for (int d = sizes.length - 1; d >= 0; d--) {
                element += strides[d];
                if (++index[d] < sizes[d]) {
                    break;
                }
                element -= sizes[d] * strides[d];
                index[d] = 0;
            }
        }
        return target.flip();
    }

    private static long[] longs(String name, Object value) throws PickleException {
        var items = value instanceof Tuple tuple ? tuple.items() : unwrapSize(value);
        if (items == null
                || items.size() > MOST_DIMENSIONS
                || !items.stream().allMatch(item -> item instanceof Long number && number >= 0)) {
            throw malformed(name, "has sizes or strides that are not at most " + MOST_DIMENSIONS + " whole numbers");
        }
        return items.stream().mapToLong(item -> (Long) item).toArray();
    }

    /** The items of {@code torch.Size((…))}, or null if {@code value} is something else. */
    private static @Nullable List<Object> unwrapSize(Object value) {
        return value instanceof Call call
                        && call.function().name().equals("torch.Size")
                        && call.arguments().size() == 1
                        && call.arguments().get(0) instanceof Tuple sizes
                ? sizes.items()
                : null;
    }

    private static PickleException malformed(String name, String what) {
        return new PickleException("has the block '" + name + "' that " + what);
    }
}
