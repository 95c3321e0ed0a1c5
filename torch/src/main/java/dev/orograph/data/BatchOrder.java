package dev.orograph.data;

import dev.orograph.tensor.RandomStream;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The order in which samples are visited, a pure function of (number of samples, seed, epoch): a permutation of the
 * {@link RandomStream} of the latter two, independent of libtorch's generators and of the Java version. Immutable.
 */
public final class BatchOrder {
    private final int samples;
    private final boolean shuffled;
    private final long seed;

    private BatchOrder(int samples, boolean shuffled, long seed) {
        if (samples < 1) {
            throw new IllegalArgumentException("number of samples " + samples + " must be at least 1");
        }
        this.samples = samples;
        this.shuffled = shuffled;
        this.seed = seed;
    }

    /** A new random order in every epoch. */
    public static BatchOrder shuffled(int samples, long seed) {
        return new BatchOrder(samples, true, seed);
    }

    /** File order in every epoch. */
    public static BatchOrder sequential(int samples) {
        return new BatchOrder(samples, false, 0);
    }

    /** Number of samples. */
    public int samples() {
        return samples;
    }

    /** Sample numbers 0 to {@code samples − 1} in the order of an epoch. */
    public long[] epoch(long epoch) {
        if (shuffled) {
            return Arrays.stream(RandomStream.of(seed, epoch).permutation(samples))
                    .asLongStream()
                    .toArray();
        }
        return LongStream.range(0, samples).toArray();
    }
}
