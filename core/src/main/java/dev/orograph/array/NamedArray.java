package dev.orograph.array;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One named block of numbers, row-major and little-endian: in a read-only buffer, or still in an open file. Immutable;
 * equality is identity, since a block may hold hundreds of megabytes.
 */
public final class NamedArray {
    private final String name;
    private final ElementType type;
    private final Shape shape;
    private final @Nullable ByteBuffer data;
    private final ByteSource source;

    private NamedArray(String name, ElementType type, Shape shape, @Nullable ByteBuffer data, ByteSource source) {
        this.name = name;
        this.type = type;
        this.shape = shape;
        this.data = data;
        this.source = source;
    }

    /**
     * Wraps {@code data} without copying it; the caller gives up the right to change it.
     *
     * @param data exactly {@code shape.elements() * type.bytes()} remaining bytes, little-endian
     * @throws IllegalArgumentException if the number of bytes is another one
     */
    public static NamedArray of(String name, ElementType type, Shape shape, ByteBuffer data) {
        long expected = bytes(type, shape);
        if (data.remaining() != expected) {
            throw new IllegalArgumentException("block " + name + " of shape " + shape + " needs " + expected
                    + " bytes but has " + data.remaining());
        }
        var all = data.slice().asReadOnlyBuffer();
        return new NamedArray(
                name,
                type,
                shape,
                all,
                (offset, target) ->
                        target.put(all.duplicate().position((int) offset).limit((int) offset + target.remaining())));
    }

    /**
     * A block whose bytes are read anew whenever they are asked for, so that it takes no memory itself.
     *
     * @param source of {@code shape.elements() * type.bytes()} bytes, little-endian
     */
    public static NamedArray of(String name, ElementType type, Shape shape, ByteSource source) {
        return new NamedArray(name, type, shape, null, source);
    }

    private static long bytes(ElementType type, Shape shape) {
        return Math.multiplyExact(shape.elements(), type.bytes());
    }

    /** A float32 block with a copy of {@code values}. */
    public static NamedArray of(String name, Shape shape, float[] values) {
        var data = ByteBuffer.allocate(Math.multiplyExact(values.length, 4)).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return of(name, ElementType.FLOAT32, shape, data);
    }

    /** A float64 block with a copy of {@code values}. */
    public static NamedArray of(String name, Shape shape, double[] values) {
        var data = ByteBuffer.allocate(Math.multiplyExact(values.length, 8)).order(ByteOrder.LITTLE_ENDIAN);
        data.asDoubleBuffer().put(values);
        return of(name, ElementType.FLOAT64, shape, data);
    }

    /** An int64 block with a copy of {@code values}. */
    public static NamedArray of(String name, Shape shape, long[] values) {
        var data = ByteBuffer.allocate(Math.multiplyExact(values.length, 8)).order(ByteOrder.LITTLE_ENDIAN);
        data.asLongBuffer().put(values);
        return of(name, ElementType.INT64, shape, data);
    }

    public String name() {
        return name;
    }

    public ElementType type() {
        return type;
    }

    public Shape shape() {
        return shape;
    }

    /**
     * All bytes, read-only, little-endian and positioned at the start: a new view of them, or a copy where they are
     * still in a file.
     */
    public ByteBuffer data() {
        if (data != null) {
            return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        }
        var copy = ByteBuffer.allocate(Math.toIntExact(bytes(type, shape)));
        source.read(0, copy);
        return copy.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Copies as many bytes as {@code target} has room for.
     *
     * @param offset of the first of them
     * @throws IndexOutOfBoundsException if the block has not so many
     */
    public void copyTo(long offset, ByteBuffer target) {
        Objects.checkFromIndexSize(offset, target.remaining(), bytes(type, shape));
        source.read(offset, target);
    }

    /** The same block under another name, sharing the bytes. */
    public NamedArray renamed(String newName) {
        return new NamedArray(newName, type, shape, data, source);
    }

    /**
     * All values converted to double, row-major.
     *
     * @throws ArithmeticException if there are more than 2³¹−1 of them
     */
    public double[] toDoubles() {
        var values = new double[Math.toIntExact(shape.elements())];
        var bytes = data();
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case FLOAT64 -> bytes.getDouble();
                case FLOAT32 -> bytes.getFloat();
                case FLOAT16 -> halfToFloat(bytes.getShort());
                case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort() << 16);
                case INT64 -> bytes.getLong();
                case INT32 -> bytes.getInt();
                case INT16 -> bytes.getShort();
                case INT8 -> bytes.get();
                case UINT8 -> bytes.get() & 0xff;
                case BOOL -> bytes.get() != 0 ? 1 : 0;
            };
        }
        return values;
    }

    /** IEEE 754 binary16 to binary32, exact. */
    private static float halfToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign != 0 ? -magnitude : magnitude;
        }
        int bits = exponent == 31 ? 0x7f800000 | fraction << 13 : (exponent + 112) << 23 | fraction << 13;
        return Float.intBitsToFloat(sign | bits);
    }

    @Override
    public String toString() {
        return name + " " + type + " " + shape;
    }
}
