package dev.orograph.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.measurement.Histogram;
import dev.orograph.tensor.Tensors;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Single probes against closed forms. */
class ProbesTest {
    private final PointerScope scope = new PointerScope();

    @AfterEach
    void release() {
        scope.close();
    }

    /** Along f(t) = (t − m)², one step from 0 to 1. */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 1, 2, 100})
    void alphaOfAParabolaIsExact(double minimum) {
        double alpha = Alpha.of(minimum * minimum, (1 - minimum) * (1 - minimum), -2 * minimum, 2 * (1 - minimum))
                .orElseThrow();
        assertThat(alpha).isCloseTo(1 / minimum - 1, within(1e-12));
    }

    @Test
    void alphaKnowsNoMinimumAheadOfAClimb() {
        assertThat(Alpha.of(0, 1, 0.5, 1.5)).isEmpty();
        assertThat(Alpha.of(1, 1, 0, 0)).isEmpty();
        assertThat(Alpha.of(0, -3, -2, -4)).hasValue(-1);
        assertThat(Alpha.of(1, Double.NaN, -1, 0)).isEmpty();
    }

    @Test
    void aUnitIsDeadIfItIsZeroForTheWholeBatch() {
        var batch = Tensors.of(new float[] {0, 1, 0, 0, 2, 3, 0, 0}, 2, 4);
        assertThat(DeadUnits.percent(batch)).isEqualTo(50);
        // channels: the first lives at one place of one sample only
        var images = Tensors.of(new float[] {0, 0, 0, 0, 0, 1, 0, 0}, 2, 2, 2, 1);
        assertThat(DeadUnits.percent(images)).isEqualTo(50);
    }

    @Test
    void countsLikeThePlainHistogram() {
        var random = new Random(1);
        var values = new double[5000];
        for (int i = 0; i < values.length; i++) {
            // whole multiples of 1/1024 are exact in float32, and no edge of a bin lies on one by rounding
            values[i] = Math.rint(random.nextGaussian() * 1024) / 1024;
        }
        values[7] = Double.NaN;
        values[8] = Double.POSITIVE_INFINITY;
        var found = Histograms.of(Tensors.of(values, 50, 100));
        var expected = Histogram.of(values, found.bins());
        assertThat(found.edges()).isEqualTo(expected.edges());
        assertThat(found.undefined()).isEqualTo(2);
        assertThat(found.mean()).isCloseTo(expected.mean(), within(1e-12));
        assertThat(found.variance()).isCloseTo(expected.variance(), within(1e-12));
        int moved = 0;
        for (int bin = 0; bin < found.bins(); bin++) {
            moved += (int) Math.abs(found.count(bin) - expected.count(bin));
        }
        // float32 puts a number that lies on an edge into the bin on either side
        assertThat(moved).isLessThan(10);
    }

    @Test
    void equalNumbersAndNoneHaveHistogramsToo() {
        assertThat(Histograms.of(Tensors.of(new float[] {2, 2, 2}, 3)).edge(0)).isEqualTo(1.5);
        assertThat(Histograms.of(Tensors.of(new float[] {Float.NaN}, 1)).undefined())
                .isEqualTo(1);
    }
}
