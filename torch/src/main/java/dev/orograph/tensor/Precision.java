package dev.orograph.tensor;

import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Floating-point type in which a network is evaluated. */
public enum Precision {
    FLOAT32(ScalarType.Float, 4),
    FLOAT64(ScalarType.Double, 8),
    BFLOAT16(ScalarType.BFloat16, 2);

    private final ScalarType scalarType;
    private final int bytes;

    Precision(ScalarType scalarType, int bytes) {
        this.scalarType = scalarType;
        this.bytes = bytes;
    }

    /** libtorch's name for it. */
    public ScalarType scalarType() {
        return scalarType;
    }

    public int bytes() {
        return bytes;
    }

    /** Distance between 1 and the next larger number. */
    public double epsilon() {
        return switch (this) {
            case FLOAT32 -> Math.ulp(1f);
            case FLOAT64 -> Math.ulp(1.0);
            case BFLOAT16 -> 0x1p-7;
        };
    }

    /**
     * The type of a tensor's numbers.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Precision of(Tensor tensor) {
        for (var precision : values()) {
            if (precision.scalarType.value == tensor.scalar_type().value) {
                return precision;
            }
        }
        throw new IllegalArgumentException(
                "a tensor of type " + tensor.scalar_type() + " where one of float32, float64 or bfloat16 is needed");
    }

    /** Options of a new tensor of this type on the processor; belong to the current scope. */
    public TensorOptions options() {
        return new TensorOptions(scalarType);
    }

    /**
     * Reads {@code float32}, {@code float64} or {@code bfloat16}.
     *
     * @throws IllegalArgumentException if {@code text} is another word
     */
    public static Precision parse(String text) {
        for (var precision : values()) {
            if (precision.toString().equals(text)) {
                return precision;
            }
        }
        throw new IllegalArgumentException(
                "element type '" + text + "' is unknown; choose float32, float64 or bfloat16");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
