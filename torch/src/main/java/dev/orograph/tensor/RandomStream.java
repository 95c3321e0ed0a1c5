package dev.orograph.tensor;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Random numbers that depend on nothing but a seed: the same on every machine, Java version and thread count. The
 * generator is SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195); normal numbers are Box and
 * Muller's, computed with {@link StrictMath}. Belongs to one thread.
 */
public final class RandomStream {
    /** Numbers that are in Java's memory at a time. */
    private static final int PIECE = 1 << 16;

    /** Signs that are in Java's memory at a time; a multiple of 64. */
    private static final int SIGNS = 1 << 20;

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;
    private double spare;
    private boolean hasSpare;

    private RandomStream(long state) {
        this.state = state;
    }

    /** The stream of a seed and of what it is for; other keys, or the same in another order, give unrelated streams. */
    public static RandomStream of(long seed, long... keys) {
        long state = mix(GOLDEN_GAMMA ^ mix(seed));
        for (long key : keys) {
            state = mix((state + GOLDEN_GAMMA) ^ mix(key));
        }
        return new RandomStream(state);
    }

    /** The published generator with that state. */
    static RandomStream withState(long state) {
        return new RandomStream(state);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** 64 uniform bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform on [0, 1), a multiple of 2⁻⁵³. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /**
     * Uniform on 0 … {@code bound} − 1, without bias (Lemire 2019, doi:10.1145/3230636).
     *
     * @param bound at least 1
     */
    public int nextInt(int bound) {
        long product = (nextLong() >>> 32) * bound;
        long low = product & 0xffffffffL;
        if (low < bound) {
            long threshold = (1L << 32) % bound;
            while (low < threshold) {
                product = (nextLong() >>> 32) * bound;
                low = product & 0xffffffffL;
            }
        }
        return (int) (product >>> 32);
    }

    /** Normal with mean 0 and variance 1. */
    public double nextGaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double radius = Math.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        double angle = 2 * Math.PI * nextDouble();
        spare = radius * StrictMath.sin(angle);
        hasSpare = true;
        return radius * StrictMath.cos(angle);
    }

    /** A float32 vector of {@code length} normal numbers; belongs to the current scope. */
    public Tensor gaussians(long length) {
        try (var scope = new PointerScope()) {
            var result = torch.empty(new long[] {length}, Precision.FLOAT32.options(), null);
            var values = new float[(int) Math.min(PIECE, length)];
            for (long start = 0; start < length; start += PIECE) {
                try (var inner = new PointerScope()) {
                    int count = (int) Math.min(PIECE, length - start);
                    for (int i = 0; i < count; i++) {
                        values[i] = (float) nextGaussian();
                    }
                    result.narrow(0, start, count)
                            .copy_(Tensors.of(values, values.length).narrow(0, 0, count));
                }
            }
            return Tensors.keep(result);
        }
    }

    /** A vector of {@code length} normal numbers of the given type; belongs to the current scope. */
    public Tensor gaussians(long length, Precision precision) {
        try (var scope = new PointerScope()) {
            var values = gaussians(length);
            return Tensors.keep(
                    precision.scalarType() == ScalarType.Float ? values : values.to(precision.scalarType()));
        }
    }

    /**
     * A vector of {@code length} random signs, +1 and −1 with equal chance, of the given type; belongs to the current
     * scope.
     */
    public Tensor signs(long length, Precision precision) {
        try (var scope = new PointerScope()) {
            var signs = torch.empty(new long[] {length}, precision.options(), null);
            for (long start = 0; start < length; start += SIGNS) {
                try (var inner = new PointerScope()) {
                    var piece = new float[(int) Math.min(SIGNS, length - start)];
                    for (int i = 0; i < piece.length; i += Long.SIZE) {
                        long bits = nextLong();
                        for (int j = i; j < Math.min(i + Long.SIZE, piece.length); j++, bits >>>= 1) {
                            piece[j] = (bits & 1) == 0 ? -1 : 1;
                        }
                    }
                    signs.narrow(0, start, piece.length).copy_(Tensors.of(piece, piece.length));
                }
            }
            return Tensors.keep(signs);
        }
    }

    /** A random order of 0 … {@code size} − 1 (Fisher and Yates). */
    public int[] permutation(int size) {
        var order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
