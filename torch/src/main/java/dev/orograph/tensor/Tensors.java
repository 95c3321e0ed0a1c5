package dev.orograph.tensor;

import dev.orograph.array.ElementType;
import dev.orograph.array.NamedArray;
import dev.orograph.array.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** The border between plain numbers and tensors: every copy in or out goes through here. */
public final class Tensors {
    private Tensors() {}

    /**
     * Hands a tensor from the innermost scope to the scope around it, or to the caller if there is none: for the one
     * result of an operation, which its scope would otherwise release.
     */
    public static Tensor keep(Tensor tensor) {
        var inner = PointerScope.getInnerScope();
        var kept = new Tensor(tensor);
        if (inner != null) {
            // Counts of references: the new owner takes its own before the scope gives up its one.
            var outer = scopeAround(inner);
            if (outer != null) {
                outer.attach(kept);
            } else {
                kept.retainReference();
            }
            inner.detach(kept);
        }
        return kept;
    }

    /**
     * Takes a tensor out of all scopes: whoever calls this owns it and closes it. For the tensors that an
     * {@link AutoCloseable} holds.
     */
    public static Tensor own(Tensor tensor) {
        var owned = new Tensor(tensor);
        var inner = PointerScope.getInnerScope();
        if (inner != null) {
            owned.retainReference();
            inner.detach(owned);
        }
        return owned;
    }

    private static @Nullable PointerScope scopeAround(PointerScope inner) {
        var scopes = PointerScope.getScopeIterator();
        boolean passed = false;
        while (scopes != null && scopes.hasNext()) {
            var scope = scopes.next();
            if (passed) {
                return scope;
            }
            passed = scope == inner;
        }
        return null;
    }

    /** A float32 tensor with a copy of {@code values}; belongs to the current scope. */
    public static Tensor of(float[] values, long... sizes) {
        return Tensor.create(values, sizes);
    }

    /** A float64 tensor with a copy of {@code values}; belongs to the current scope. */
    public static Tensor of(double[] values, long... sizes) {
        return Tensor.create(values, sizes);
    }

    /** An int64 tensor with a copy of {@code values}; belongs to the current scope. */
    public static Tensor of(long[] values, long... sizes) {
        return Tensor.create(values, sizes);
    }

    /** A tensor of the array's own type and shape with a copy of its numbers; belongs to the current scope. */
    public static Tensor fromArray(NamedArray array) {
        try (var scope = new PointerScope()) {
            var tensor = torch.empty(array.shape().sizes(), new TensorOptions(scalarType(array.type())), null);
            if (array.shape().elements() > 0) {
                bytes(tensor).put(array.data());
            }
            return keep(tensor);
        }
    }

    /**
     * Fills a tensor with an array's numbers in its own element type, piece by piece.
     *
     * @param target contiguous, with as many elements
     */
    public static void fill(Tensor target, NamedArray array) {
        try (var scope = new PointerScope()) {
            var flat = target.view(-1);
            var given = scalarType(array.type());
            boolean isConverted = given.value != target.scalar_type().value;
            for (long start = 0; start < flat.numel(); start += Pieces.SIZE) {
                try (var inner = new PointerScope()) {
                    var piece = Pieces.at(flat, start);
                    var read = isConverted
                            ? torch.empty(new long[] {piece.numel()}, new TensorOptions(given), null)
                            : piece;
                    array.copyTo(start * array.type().bytes(), bytes(read));
                    if (isConverted) {
                        piece.copy_(read);
                    }
                }
            }
        }
    }

    /** Copies a tensor out, row-major, in its own type and shape. */
    public static NamedArray toArray(String name, Tensor tensor) {
        try (var scope = new PointerScope()) {
            var contiguous = tensor.detach().cpu().contiguous();
            var type = elementType(contiguous.scalar_type());
            var shape = shape(contiguous);
            var copy = ByteBuffer.allocate(Math.toIntExact(contiguous.nbytes())).order(ByteOrder.LITTLE_ENDIAN);
            if (copy.capacity() > 0) {
                copy.put(bytes(contiguous)).flip();
            }
            return NamedArray.of(name, type, shape, copy);
        }
    }

    /** Copies a tensor out as doubles, row-major, whatever its type. */
    public static double[] toDoubles(Tensor tensor) {
        try (var scope = new PointerScope()) {
            var contiguous = tensor.detach().cpu().to(ScalarType.Double).contiguous();
            var values = new double[Math.toIntExact(contiguous.numel())];
            if (values.length > 0) {
                contiguous.data_ptr_double().get(values);
            }
            return values;
        }
    }

    /** Copies a tensor out as floats, row-major, whatever its type. */
    public static float[] toFloats(Tensor tensor) {
        try (var scope = new PointerScope()) {
            var contiguous = tensor.detach().cpu().to(ScalarType.Float).contiguous();
            var values = new float[Math.toIntExact(contiguous.numel())];
            if (values.length > 0) {
                contiguous.data_ptr_float().get(values);
            }
            return values;
        }
    }

    /**
     * Copies a float32 tensor out, row-major.
     *
     * @param numbers receive it; there may be more of them
     */
    public static void toFloats(Tensor tensor, float[] numbers) {
        try (var scope = new PointerScope()) {
            var contiguous = tensor.detach().contiguous();
            bytes(contiguous).asFloatBuffer().get(numbers, 0, Math.toIntExact(contiguous.numel()));
        }
    }

    /**
     * Copies a float32 matrix out, one array per row.
     *
     * @param rows receive it; there may be more of them
     */
    public static void toRows(Tensor matrix, float[][] rows) {
        try (var scope = new PointerScope()) {
            var contiguous = matrix.detach().contiguous();
            var numbers = bytes(contiguous).asFloatBuffer();
            long count = contiguous.size(0);
            for (int row = 0; row < count; row++) {
                numbers.get(rows[row]);
            }
        }
    }

    /** Gives the rows of a matrix one after another. */
    @FunctionalInterface
    public interface RowSource {
        /** Writes row {@code index} into {@code row}. */
        void read(int index, float[] row);
    }

    /**
     * Fills a matrix.
     *
     * @param matrix float32, contiguous
     */
    public static void fillRows(Tensor matrix, RowSource source) {
        try (var scope = new PointerScope()) {
            var row = new float[Math.toIntExact(matrix.size(1))];
            var numbers = bytes(matrix).asFloatBuffer();
            long count = matrix.size(0);
            for (int index = 0; index < count; index++) {
                source.read(index, row);
                numbers.put(row);
            }
        }
    }

    /** Sizes of a tensor. */
    public static Shape shape(Tensor tensor) {
        var sizes = new long[Math.toIntExact(tensor.dim())];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = tensor.size(i);
        }
        return Shape.of(sizes);
    }

    /** The memory of a contiguous tensor; valid only while the tensor lives, so never let it leave a method. */
    private static ByteBuffer bytes(Tensor tensor) {
        return new BytePointer(tensor.data_ptr())
                .capacity(tensor.nbytes())
                .asByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ScalarType scalarType(ElementType type) {
        return switch (type) {
            case FLOAT64 -> ScalarType.Double;
            case FLOAT32 -> ScalarType.Float;
            case FLOAT16 -> ScalarType.Half;
            case BFLOAT16 -> ScalarType.BFloat16;
            case INT64 -> ScalarType.Long;
            case INT32 -> ScalarType.Int;
            case INT16 -> ScalarType.Short;
            case INT8 -> ScalarType.Char;
            case UINT8 -> ScalarType.Byte;
            case BOOL -> ScalarType.Bool;
        };
    }

    private static ElementType elementType(ScalarType type) {
        for (var candidate : ElementType.values()) {
            if (scalarType(candidate).value == type.value) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("element type " + type + " of a tensor has no file form");
    }
}
