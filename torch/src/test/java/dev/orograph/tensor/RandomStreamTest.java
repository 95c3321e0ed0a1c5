package dev.orograph.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    @Test
    void givesThePublishedSequence() {
        // the first numbers of SplitMix64 for seed 1234567, recomputed with whole numbers of unlimited size in Python
        var stream = RandomStream.withState(1234567);
        assertThat(stream.nextLong()).isEqualTo(6457827717110365317L);
        assertThat(stream.nextLong()).isEqualTo(3203168211198807973L);
        assertThat(Long.toUnsignedString(stream.nextLong())).isEqualTo("9817491932198370423");
    }

    @Test
    void normalNumbersHaveTheirMoments() {
        var stream = RandomStream.of(7);
        int count = 200_000;
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        for (int i = 0; i < count; i++) {
            double value = stream.nextGaussian();
            sum += value;
            squares += value * value;
            fourths += value * value * value * value;
        }
        // five standard errors: sqrt(1/n), sqrt(2/n), sqrt(96/n)
        assertThat(sum / count).isCloseTo(0, within(5 / Math.sqrt(count)));
        assertThat(squares / count).isCloseTo(1, within(5 * Math.sqrt(2.0 / count)));
        assertThat(fourths / count).isCloseTo(3, within(5 * Math.sqrt(96.0 / count)));
    }

    @Test
    void permutationsHoldEveryIndexOnce() {
        var order = RandomStream.of(3, 1).permutation(1000);
        Arrays.sort(order);
        assertThat(order).isEqualTo(IntStream.range(0, 1000).toArray());
    }

    @Test
    void boundedNumbersAreUniform() {
        var stream = RandomStream.of(11);
        var counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[stream.nextInt(7)]++;
        }
        // chi-squared with 6 degrees of freedom exceeds 33 with probability 1e-5
        double chiSquared = Arrays.stream(counts)
                .mapToDouble(n -> (n - 1e4) * (n - 1e4) / 1e4)
                .sum();
        assertThat(chiSquared).isLessThan(33);
    }

    @Test
    void keysSeparateStreams() {
        assertThat(RandomStream.of(1, 2).nextLong())
                .isNotEqualTo(RandomStream.of(1, 3).nextLong());
        assertThat(RandomStream.of(1, 2).nextLong())
                .isEqualTo(RandomStream.of(1, 2).nextLong());
    }
}
