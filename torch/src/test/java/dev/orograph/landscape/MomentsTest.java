package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MomentsTest {
    @Test
    void blocksMergeIntoTheMomentsOfTheWhole() {
        var moments = new Moments();
        moments.add(new double[] {1, 2, 99}, 2);
        moments.add(new double[] {3}, 1);
        moments.add(new double[] {4, 5, 6}, 3);
        assertThat(moments.mean()).isCloseTo(3.5, within(1e-15));
        // the variance of 1 … n is n(n + 1)/12
        assertThat(moments.variance()).isCloseTo(6 * 7 / 12.0, within(1e-14));
        assertThat(moments.count()).isEqualTo(6);
    }

    @Test
    void equalNumbersDoNotVaryAtAll() {
        var moments = new Moments();
        for (int block = 0; block < 10; block++) {
            moments.add(new double[] {0.1, 0.1, 0.1}, 3);
        }
        assertThat(moments.variance()).isZero();
    }

    @Test
    void oneNumberHasNoVariance() {
        var moments = new Moments();
        moments.add(new double[] {2}, 1);
        assertThat(moments.variance()).isNaN();
    }
}
