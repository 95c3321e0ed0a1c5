package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaleTest {
    private static List<String> labels(Scale scale, int wanted) {
        return scale.ticks(wanted).stream()
                .filter(Tick::isMajor)
                .map(Tick::label)
                .toList();
    }

    @Test
    void linearTicksAreRound() {
        assertThat(labels(new LinearScale(0, 1), 5)).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(labels(new LinearScale(-1, 1), 4)).containsExactly("−1.0", "−0.5", "0", "0.5", "1.0");
        assertThat(labels(new LinearScale(3.2, 97.4), 5)).containsExactly("20", "40", "60", "80");
        assertThat(labels(new LinearScale(0, 3e-6), 3)).containsExactly("0", "10⁻⁶", "2×10⁻⁶", "3×10⁻⁶");
        assertThat(labels(new LinearScale(0, 2e6), 4)).containsExactly("0", "5×10⁵", "10⁶", "1.5×10⁶", "2×10⁶");
    }

    @Test
    void logTicksAreDecadesWithMinorTicksBetween() {
        var scale = new LogScale(0.01, 100);
        assertThat(labels(scale, 5)).containsExactly("0.01", "0.1", "1", "10", "100");
        assertThat(scale.ticks(5)).hasSize(5 + 4 * 8);
        assertThat(labels(new LogScale(1e-9, 1), 10)).contains("10⁻⁹", "10⁰");
        assertThat(labels(new LogScale(1e-30, 1), 4)).hasSizeBetween(3, 6);
        assertThat(labels(new LogScale(2, 60), 6)).containsExactly("2", "5", "10", "20", "50");
        assertThat(labels(new LogScale(2, 3), 4)).hasSizeGreaterThan(2);
    }

    @Test
    void positionAndValueAreInverse() {
        for (var scale : List.of(new LinearScale(-3, 7), new LogScale(1e-4, 30))) {
            assertThat(scale.position(scale.low())).isCloseTo(0, within(1e-12));
            assertThat(scale.position(scale.high())).isCloseTo(1, within(1e-12));
            assertThat(scale.position(scale.value(0.37))).isCloseTo(0.37, within(1e-12));
        }
    }

    @Test
    void aLogScaleHasNoPlaceForWhatIsNotPositive() {
        assertThat(new LogScale(1, 10).position(0)).isNaN();
        assertThat(new LogScale(1, 10).position(-1)).isNaN();
    }

    @Test
    void ticksAscendWithinTheEndsForAnyRange() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            double low = random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            var range = new Range(low, low + Math.pow(10, random.nextInt(40) - 20)).labelable();
            var scale = Scale.over(range, random.nextBoolean());
            var ticks = scale.ticks(1 + random.nextInt(9));
            double slack = 1e-9 * (scale.high() - scale.low()) + 1e-9 * Math.abs(scale.high());
            for (int i = 0; i < ticks.size(); i++) {
                assertThat(ticks.get(i).value())
                        .as("seed %d", seed)
                        .isBetween(scale.low() - slack, scale.high() + slack);
                assertThat(i == 0 || ticks.get(i).value() > ticks.get(i - 1).value())
                        .as("seed %d", seed)
                        .isTrue();
            }
        }
    }

    @Test
    void aSymmetricScaleMayHaveAnyEnds() {
        var scale = new SymmetricScale(-1, 60, 0.01);
        assertThat(scale.position(-1)).isCloseTo(0, within(1e-12));
        assertThat(scale.position(60)).isCloseTo(1, within(1e-12));
        for (double value : new double[] {-1, -0.003, 0, 0.2, 33}) {
            assertThat(scale.value(scale.position(value))).isCloseTo(value, within(1e-12 * 60));
        }
        assertThat(labels(scale, 12)).containsExactly("−1", "−0.1", "−0.01", "0", "0.01", "0.1", "1", "10");
        assertThat(labels(new SymmetricScale(2, 5000, 1), 8)).containsExactly("10", "100", "1000");
        assertThatIllegalArgumentException().isThrownBy(() -> new SymmetricScale(1, 1, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SymmetricScale(-1, 1, 0));
    }

    @Test
    void categoriesStandAtWholeNumbers() {
        var scale = new CategoryScale(List.of("a", "", "c"));
        assertThat(scale.position(0)).isCloseTo(1 / 6.0, within(1e-12));
        assertThat(scale.position(scale.low())).isZero();
        assertThat(scale.position(scale.high())).isEqualTo(1);
        assertThat(scale.value(scale.position(1.25))).isCloseTo(1.25, within(1e-12));
        assertThat(scale.ticks(1)).containsExactly(new Tick(0, "a"), new Tick(2, "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> new CategoryScale(List.of()));
    }

    @Test
    void rejectsEndsThatDoNotAscend() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LinearScale(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LogScale(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LinearScale(Double.NaN, 1));
    }

    @Test
    void numbersAreWrittenAsPeopleWriteThem() {
        assertThat(NumberText.compact(0.5)).isEqualTo("0.5");
        assertThat(NumberText.compact(-12)).isEqualTo("−12");
        assertThat(NumberText.compact(1e-7)).isEqualTo("10⁻⁷");
        assertThat(NumberText.compact(-2.5e9)).isEqualTo("−2.5×10⁹");
        assertThat(NumberText.compact(0.1 + 0.2)).isEqualTo("0.3");
        assertThat(NumberText.compact(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void countsHaveNoTicksBetweenWholeNumbers() {
        assertThat(new CountScale(-0.1, 5.1).ticks(10).stream().map(Tick::value))
                .containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(new CountScale(0, 12).ticks(5).stream().map(Tick::value))
                .containsExactly(0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0);
        assertThat(new CountScale(0, 200).ticks(4).stream().map(Tick::value))
                .containsExactly(0.0, 50.0, 100.0, 150.0, 200.0);
    }
}
