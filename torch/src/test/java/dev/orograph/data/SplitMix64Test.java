package dev.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SplitMix64Test {
    @Test
    void givesThePublishedSequence() {
        // the first numbers for seed 1234567, recomputed with whole numbers of unlimited size in Python
        var random = new SplitMix64(1234567);
        assertThat(random.nextLong()).isEqualTo(6457827717110365317L);
        assertThat(random.nextLong()).isEqualTo(3203168211198807973L);
        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("9817491932198370423");
    }

    @Test
    void gaussiansHaveMeanZeroAndVarianceOne() {
        var random = new SplitMix64(5);
        double sum = 0;
        double squares = 0;
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            double value = random.nextGaussian();
            sum += value;
            squares += value * value;
        }
        // five standard errors
        assertThat(sum / count).isEqualTo(0, within(5 / Math.sqrt(count)));
        assertThat(squares / count).isEqualTo(1, within(5 * Math.sqrt(2.0 / count)));
    }
}
