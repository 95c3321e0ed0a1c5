package dev.orograph.refinement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TreatmentTest {
    private final Treatment loss = Treatment.judged(0.4).afterSeeing(new double[] {-1, 2});

    @Test
    void stretchingIsAsinhAndIsUndone() {
        for (double value : new double[] {-1e200, -3, -1e-9, 0, 1e-12, 0.4, 7, 1e30}) {
            assertThat(loss.relaxed(loss.stretched(value))).isCloseTo(value, within(1e-12 * Math.abs(value)));
        }
        assertThat(loss.stretched(0.4)).isCloseTo(Math.log(1 + Math.sqrt(2)), within(1e-15));
        assertThat(loss.stretched(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(loss.stretched(Double.NaN)).isNaN();
    }

    @Test
    void errorsAreRelativeToTheLossOrTheCentre() {
        assertThat(loss.error(2.2, 2)).isCloseTo(0.1, within(1e-12));
        assertThat(loss.error(0.14, 0.1)).isCloseTo(0.1, within(1e-12));
        assertThat(loss.error(Double.NaN, 1)).isInfinite();
        assertThat(loss.error(1, Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(loss.error(Double.NaN, Double.POSITIVE_INFINITY)).isZero();
    }

    @Test
    void takesItsScaleFromWhatItSeesWhereTheCentreIsNone() {
        var seen = new double[] {0, 3, Double.NaN, 0.5, Double.POSITIVE_INFINITY};
        for (double centre : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(Treatment.judged(centre).afterSeeing(seen).scale()).isEqualTo(0.5);
        }
        assertThat(Treatment.judged(0).afterSeeing(new double[] {Double.NaN}).scale())
                .isEqualTo(1);
    }

    @Test
    void predictsNothingNegativeWhereNothingNegativeWasSeen() {
        assertThat(Treatment.judged(1).afterSeeing(new double[] {0.1, 2}).relaxed(-0.01))
                .isZero();
        assertThat(Treatment.judged(1).afterSeeing(new double[] {-0.1, 2}).relaxed(-0.01))
                .isNegative();
    }
}
