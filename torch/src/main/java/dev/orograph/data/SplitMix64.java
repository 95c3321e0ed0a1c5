package dev.orograph.data;

/**
 * The generator SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195) written out, so that orders and
 * generated data stay the same across Java versions. Not thread-safe.
 */
final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    SplitMix64(long seed) {
        this.state = seed;
    }

    /** A generator for a place in a hierarchy such as (seed, epoch, step): each part is mixed in turn. */
    static SplitMix64 of(long... parts) {
        long state = 0;
        for (long part : parts) {
            state = mix((state + GOLDEN_GAMMA) ^ mix(part));
        }
        return new SplitMix64(state);
    }

    private static long mix(long value) {
        long first = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        long second = (first ^ first >>> 27) * 0x94d049bb133111ebL;
        return second ^ second >>> 31;
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [0, bound), without bias: values from the incomplete last stretch of the range are drawn again. */
    int nextInt(int bound) {
        while (true) {
            long bits = nextLong() >>> 1;
            long value = bits % bound;
            if (bits - value + (bound - 1) >= 0) {
                return (int) value;
            }
        }
    }

    /** Uniform in [0, 1), with 53 random bits. */
    double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** Standard normal by the cosine branch of Box and Muller. */
    double nextGaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }
}
