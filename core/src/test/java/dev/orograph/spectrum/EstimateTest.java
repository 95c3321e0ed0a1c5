package dev.orograph.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
    @Test
    void isTheMeanWithItsStandardError() {
        var estimate = Estimate.of(2, 4, 4, 4, 5, 5, 7, 9);
        assertThat(estimate.value()).isEqualTo(5);
        // squared differences sum to 32, so the variance is 32/7 and that of the mean 32/7/8
        assertThat(estimate.standardError()).isCloseTo(Math.sqrt(32 / 7.0 / 8), within(1e-15));
        assertThat(estimate.draws()).isEqualTo(8);
    }

    /** Two-sided 95 % points from the table of Student's t in the NIST/SEMATECH e-Handbook, section 1.3.6.7.2. */
    @ParameterizedTest
    @CsvSource({"2, 12.706", "3, 4.303", "5, 2.776", "10, 2.262", "31, 2.042", "101, 1.984"})
    void theMarginIsStudentsT(int draws, double quantile) {
        assertThat(new Estimate(7, 1, draws).margin()).isCloseTo(quantile, within(5e-4));
        assertThat(new Estimate(7, 3, draws).margin()).isCloseTo(3 * quantile, within(1.5e-3));
    }

    @Test
    void ninetyFiveOfAHundredIntervalsHoldTheMean() {
        for (int draws : new int[] {2, 5, 20}) {
            var random = new Random(draws);
            int trials = 4000;
            int hits = 0;
            for (int trial = 0; trial < trials; trial++) {
                var values = new double[draws];
                for (int i = 0; i < draws; i++) {
                    values[i] = 3 + 2 * random.nextGaussian();
                }
                var estimate = Estimate.of(values);
                hits += Math.abs(estimate.value() - 3) <= estimate.margin() ? 1 : 0;
            }
            // four standard deviations of a binomial share
            double slack = 4 * Math.sqrt(0.95 * 0.05 / trials);
            assertThat(hits / (double) trials)
                    .as("%d draws, seed %d", draws, draws)
                    .isCloseTo(0.95, within(slack));
        }
    }

    @Test
    void aSingleDrawHasNoKnownError() {
        var estimate = Estimate.of(3);
        assertThat(estimate.value()).isEqualTo(3);
        assertThat(estimate.standardError()).isNaN();
        assertThat(estimate.margin()).isNaN();
        assertThat(estimate.isWithin(0.5)).isFalse();
    }

    @Test
    void equalDrawsHaveNoError() {
        assertThat(Estimate.of(4, 4, 4).margin()).isZero();
        assertThat(Estimate.of(4, 4, 4).isWithin(0)).isTrue();
    }

    @Test
    void changesUnitsWithItsError() {
        var estimate = new Estimate(2, 0.5, 4);
        assertThat(estimate.times(-3)).isEqualTo(new Estimate(-6, 1.5, 4));
        assertThat(estimate.plus(10)).isEqualTo(new Estimate(12, 0.5, 4));
    }

    @Test
    void theErrorOfARootIsThatOfItsSlope() {
        assertThat(new Estimate(9, 0.6, 4).squareRoot()).isEqualTo(new Estimate(3, 0.6 / 6, 4));
        assertThat(new Estimate(0, 0, 4).squareRoot()).isEqualTo(new Estimate(0, 0, 4));
        assertThat(new Estimate(0, 0.1, 4).squareRoot().standardError()).isInfinite();
        var negative = new Estimate(-1, 0.1, 4).squareRoot();
        assertThat(negative.value()).isNaN();
        assertThat(negative.standardError()).isNaN();
    }

    @Test
    void theErrorOfARootAgreesWithManyRoots() {
        var random = new Random(1);
        var roots = new double[20_000];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = Math.sqrt(100 + 2 * random.nextGaussian());
        }
        double spread = Estimate.of(roots).standardError() * Math.sqrt(roots.length);
        // an estimated deviation of n draws is itself known to 1/√(2n), here half a percent
        assertThat(new Estimate(100, 2, 9).squareRoot().standardError()).isCloseTo(spread, within(0.02 * spread));
    }

    @Test
    void isWithinAShareOfItsSize() {
        assertThat(new Estimate(-10, 1, 4).isWithin(0.1)).isTrue();
        assertThat(new Estimate(-10, 1.01, 4).isWithin(0.1)).isFalse();
        assertThat(Estimate.of(1, Double.NaN).isWithin(10)).isFalse();
    }

    @Test
    void rejectsWhatIsNoEstimate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Estimate.of())
                .withMessage("an estimate from 0 draws; need at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Estimate(1, -0.1, 3))
                .withMessage("standard error -0.1 must not be negative");
    }
}
