package dev.orograph.tensor;

import java.util.function.Predicate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Long flat vectors taken piece by piece, so that what is computed on the way takes no memory to speak of, however many
 * parameters there are. Sums are those of libtorch up to {@link #SIZE} elements, and sums of them beyond.
 */
public final class Pieces {
    /** Elements of a piece: 8 MiB in float64. */
    public static final long SIZE = 1 << 20;

    private Pieces() {}

    /** The piece that begins there, in its own type; belongs to the current scope. */
    public static Tensor at(Tensor flat, long start) {
        return flat.narrow(0, start, Math.min(SIZE, flat.numel() - start));
    }

    /** The same in float64. */
    public static Tensor wideAt(Tensor flat, long start) {
        try (var scope = new PointerScope()) {
            return Tensors.keep(at(flat, start).to(ScalarType.Double));
        }
    }

    /** Gives the piece that begins at an element. */
    @FunctionalInterface
    public interface Source {
        /** [at most SIZE], in float64; belongs to the current scope. */
        Tensor at(long start);
    }

    /** The inner product of two vectors of {@code elements} numbers. */
    public static double dot(long elements, Source one, Source other) {
        double sum = 0;
        for (long start = 0; start < elements; start += SIZE) {
            try (var scope = new PointerScope()) {
                sum += one.at(start).dot(other.at(start)).item_double();
            }
        }
        return sum;
    }

    /** The Euclidean length of a vector of {@code elements} numbers. */
    public static double norm(long elements, Source vector) {
        if (elements <= SIZE) {
            try (var scope = new PointerScope()) {
                return vector.at(0).norm().item_double();
            }
        }
        double squares = 0;
        for (long start = 0; start < elements; start += SIZE) {
            try (var scope = new PointerScope()) {
                double part = vector.at(start).norm().item_double();
                squares += part * part;
            }
        }
        return Math.sqrt(squares);
    }

    /** The inner product in float64. */
    public static double dot(Tensor one, Tensor other) {
        return dot(one.numel(), start -> wideAt(one, start), start -> wideAt(other, start));
    }

    /** The Euclidean length in float64. */
    public static double norm(Tensor flat) {
        return norm(flat.numel(), start -> wideAt(flat, start));
    }

    /** Whether all pieces are as asked. */
    public static boolean all(Tensor flat, Predicate<Tensor> asked) {
        for (long start = 0; start < flat.numel(); start += SIZE) {
            try (var scope = new PointerScope()) {
                if (!asked.test(at(flat, start))) {
                    return false;
                }
            }
        }
        return true;
    }
}
