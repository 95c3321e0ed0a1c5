package dev.orograph.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class HistogramTest {
    @Test
    void countsIntoBinsOfEqualWidth() {
        // numpy 2: histogram([1, 2, 2, 3, 7], 3) gives [3, 1, 1] with edges 1, 3, 5, 7; 3 itself opens the second bin.
        var histogram = Histogram.of(new double[] {1, 2, 2, 3, 7}, 3);
        assertThat(histogram.counts()).containsExactly(3, 1, 1);
        assertThat(histogram.edges()).containsExactly(new double[] {1, 3, 5, 7}, within(1e-12));
        assertThat(histogram.mean()).isCloseTo(3, within(1e-15));
        assertThat(histogram.variance()).isCloseTo(4.4, within(1e-14));
        assertThat(histogram.min()).isEqualTo(1);
        assertThat(histogram.max()).isEqualTo(7);
        assertThat(histogram.density(0)).isCloseTo(0.3, within(1e-15));
    }

    @Test
    void countsNaNAndInfiniteNumbersApart() {
        var histogram = Histogram.of(new double[] {Double.NaN, 0, Double.POSITIVE_INFINITY, 1}, 2);
        assertThat(histogram.undefined()).isEqualTo(2);
        assertThat(histogram.counts()).containsExactly(1, 1);
        assertThat(histogram.mean()).isEqualTo(0.5);
    }

    @Test
    void putsEqualNumbersIntoTheMiddle() {
        var histogram = Histogram.of(new double[] {2, 2, 2}, 3);
        assertThat(histogram.edges())
                .containsExactly(new double[] {1.5, 1.5 + 1.0 / 3, 1.5 + 2.0 / 3, 2.5}, within(1e-12));
        assertThat(histogram.counts()).containsExactly(0, 3, 0);
        assertThat(histogram.variance()).isZero();
        assertThat(Histogram.of(new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, 1)
                        .variance())
                .isZero();
        assertThat(Histogram.of(new double[] {1e300}, 1).counts()).containsExactly(1);
    }

    @Test
    void hasEmptyBinsForNoNumbers() {
        var histogram = Histogram.of(new double[] {Double.NaN}, 2);
        assertThat(histogram.counts()).containsExactly(0, 0);
        assertThat(histogram.mean()).isNaN();
        assertThat(histogram.undefined()).isEqualTo(1);
    }

    @Test
    void holdsTheWidestRange() {
        var histogram = Histogram.of(new double[] {-Double.MAX_VALUE, 0, Double.MAX_VALUE}, 2);
        assertThat(histogram.counts()).containsExactly(1, 2);
        assertThat(histogram.edge(1)).isZero();
    }

    @Test
    void leavesOutWhatLiesBeyondAGivenRange() {
        var histogram = Histogram.of(new double[] {-1, 0.25, 0.75, 1, 3}, 0, 1, 2);
        assertThat(histogram.counts()).containsExactly(1, 2);
        assertThat(histogram.moments().count()).isEqualTo(5);
    }

    @Test
    void refusesWhatIsNoHistogram() {
        var moments = Histogram.Moments.of(new double[] {1});
        assertThatThrownBy(() -> Histogram.of(new double[] {1}, 0)).hasMessage("number of bins 0 must be at least 1");
        assertThatThrownBy(() -> Histogram.of(1, 1, new long[] {1}, moments)).hasMessageContaining("ascending");
        assertThatThrownBy(() -> Histogram.of(0, 1, new long[] {2}, moments)).hasMessageContaining("only 1");
    }
}
