package dev.orograph.data;

/**
 * The order in which samples are visited, a pure function of (number of samples, seed, epoch): SplitMix64 seeded by the
 * latter two and a Fisher–Yates shuffle from the end, independent of libtorch's generators and of the Java version.
 * Immutable.
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
        var order = new long[samples];
        for (int i = 0; i < samples; i++) {
            order[i] = i;
        }
        if (shuffled) {
            var random = SplitMix64.of(seed, epoch);
            for (int last = samples - 1; last > 0; last--) {
                int other = random.nextInt(last + 1);
                long moved = order[last];
                order[last] = order[other];
                order[other] = moved;
            }
        }
        return order;
    }
}
