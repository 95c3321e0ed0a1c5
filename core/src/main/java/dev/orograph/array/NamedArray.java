package dev.orograph.array;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One named block of numbers, row-major and little-endian in a read-only buffer. Immutable; equality is identity, since
 * a block may hold hundreds of megabytes.
 */
public final class NamedArray {
    private final String name;
    private final ElementType type;
    private final Shape shape;
    private final ByteBuffer data;

    private NamedArray(String name, ElementType type, Shape shape, ByteBuffer data) {
        this.name = name;
        this.type = type;
        this.shape = shape;
        this.data = data;
    }

    /**
     * Wraps {@code data} without copying it; the caller gives up the right to change it.
     *
     * @param data exactly {@code shape.elements() * type.bytes()} remaining bytes, little-endian
     * @throws IllegalArgumentException if the number of bytes is another one
     */
    public static NamedArray of(String name, ElementType type, Shape shape, ByteBuffer data) {
        long expected = Math.multiplyExact(shape.elements(), type.bytes());
        if (data.remaining() != expected) {
            throw new IllegalArgumentException("block " + name + " of shape " + shape + " needs " + expected
                    + " bytes but has " + data.remaining());
        }
        return new NamedArray(name, type, shape, data.slice().asReadOnlyBuffer());
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

    /** A new read-only little-endian view of all bytes, positioned at the start. */
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The same block under another name, sharing the bytes. */
    public NamedArray renamed(String newName) {
        return new NamedArray(newName, type, shape, data);
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
