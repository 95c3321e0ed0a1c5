package dev.orograph.curvature;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/** Which end of a spectrum is meant by its first eigenvalues. */
public enum Extreme {
    /** Largest absolute values first, whatever their sign. */
    LARGEST_MAGNITUDE {
        @Override
        int[] order(double[] ascending) {
            return IntStream.range(0, ascending.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -Math.abs(ascending[i])))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    },
    /** Largest first. */
    LARGEST {
        @Override
        int[] order(double[] ascending) {
            return IntStream.range(0, ascending.length)
                    .map(i -> ascending.length - 1 - i)
                    .toArray();
        }
    },
    /** Smallest first: the most negative ones. */
    SMALLEST {
        @Override
        int[] order(double[] ascending) {
            return IntStream.range(0, ascending.length).toArray();
        }
    },
    /** In turn the largest, the smallest, the second largest, the second smallest, and so on. */
    BOTH_ENDS {
        @Override
        int[] order(double[] ascending) {
            return IntStream.range(0, ascending.length)
                    .map(i -> i % 2 == 0 ? ascending.length - 1 - i / 2 : i / 2)
                    .toArray();
        }
    };

    /** Positions of eigenvalues, the most wanted first. */
    abstract int[] order(double[] ascending);

    /**
     * Reads {@code magnitude}, {@code largest}, {@code smallest} or {@code both-ends}.
     *
     * @throws IllegalArgumentException if it is another word
     */
    public static Extreme parse(String text) {
        return Arrays.stream(values())
                .filter(extreme -> extreme.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("end of the spectrum '" + text
                        + "' is unknown; choose magnitude, largest, smallest or both-ends"));
    }

    @Override
    public String toString() {
        return this == LARGEST_MAGNITUDE
                ? "magnitude"
                : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
