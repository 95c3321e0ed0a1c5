package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private final PointerScope scope = new PointerScope();

    @AfterEach
    void release() {
        scope.close();
    }

    private static SampleSet set(int samples, int population) {
        return new SampleSet(
                "train",
                Tensors.of(new float[samples], samples, 1),
                Tensors.of(new long[samples], samples),
                population);
    }

    private static CentreLosses centre(double... losses) {
        var centre = new CentreLosses(losses.length, losses.length);
        centre.losses(losses, losses.length, 0);
        return centre;
    }

    private static Spread spread(SampleSet set, CentreLosses centre, double... losses) {
        var spread = new Spread(set, Sampling.ALL, centre);
        spread.losses(losses, losses.length, 0);
        return spread;
    }

    @Test
    void aPartOfASplitHasTheErrorOfSamplingWithoutReplacement() {
        var spread = spread(set(4, 16), centre(1, 1, 1, 1), 1, 2, 3, 4);
        // (1/4 − 1/16) times the variance 5/3 of 1, 2, 3, 4
        double expected = Math.sqrt((1 / 4.0 - 1 / 16.0) * 5 / 3);
        assertThat(spread.lossError()).isCloseTo(expected, within(1e-15));
        assertThat(spread.riseError()).isCloseTo(expected, within(1e-15));
        assertThat(spread.loss()).isEqualTo(2.5);
    }

    @Test
    void theRiseOfACellWhoseSamplesAllRiseAlikeIsExact() {
        var spread = spread(set(4, 16), centre(1, 2, 3, 4), 1.5, 2.5, 3.5, 4.5);
        assertThat(spread.riseError()).isZero();
        assertThat(spread.lossError()).isPositive();
    }

    @Test
    void aWholeSplitIsKnownExactly() {
        var spread = spread(set(4, 4), centre(1, 1, 1, 1), 1, 2, 3, 40);
        assertThat(spread.lossError()).isZero();
        assertThat(spread.riseError()).isZero();
    }

    @Test
    void aPrefixIsMendedByWhatTheCentreKnowsOfTheRest() {
        var centre = centre(1, 2, 3, 10);
        var spread = new Spread(set(4, 4), new Sampling(0.01, 0), centre);
        spread.losses(new double[] {2, 4}, 2, 0);
        // mean 4 of the centre plus the mean rise 1.5 of two samples
        assertThat(spread.loss()).isEqualTo(5.5);
        // (1/2 − 1/4) times the variance 1/2 of the rises 1 and 2
        assertThat(spread.riseError()).isCloseTo(Math.sqrt(0.125), within(1e-15));
        assertThat(spread.lossError()).isEqualTo(spread.riseError());
    }

    @Test
    void aCentreWithoutANumberLeavesThePlainMean() {
        var spread = new Spread(set(4, 4), new Sampling(0.01, 0), centre(1, Double.POSITIVE_INFINITY, 3, 10));
        spread.losses(new double[] {2, 4}, 2, 0);
        assertThat(spread.loss()).isEqualTo(3);
        assertThat(spread.lossError()).isCloseTo(Math.sqrt(0.25 * 2), within(1e-15));
    }

    @Test
    void aLossThatIsNoNumberHasNoError() {
        var spread = spread(set(4, 16), centre(1, 1, 1, 1), 1, Double.NaN, 3, 4);
        assertThat(spread.loss()).isNaN();
        assertThat(spread.lossError()).isNaN();
        assertThat(spread.riseError()).isNaN();
    }
}
