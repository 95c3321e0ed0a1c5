package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelsTest {
    @Test
    void coverTheRangeAndAscend() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            double low = Math.pow(10, random.nextDouble() * 20 - 10);
            var range = new Range(low, low * (1.01 + Math.pow(10, random.nextDouble() * 12 - 2)));
            for (boolean logarithmic : new boolean[] {false, true}) {
                var levels = Levels.covering(range, logarithmic, 12);
                assertThat(levels)
                        .as("seed %d", seed)
                        .isSorted()
                        .doesNotHaveDuplicates()
                        .hasSizeBetween(2, 40);
                assertThat(levels.get(0)).as("seed %d", seed).isLessThanOrEqualTo(range.low() * (1 + 1e-9));
                assertThat(levels.get(levels.size() - 1))
                        .as("seed %d", seed)
                        .isGreaterThanOrEqualTo(range.high() * (1 - 1e-9));
            }
        }
    }

    @Test
    void ofAWideRangeFollowRatios() {
        assertThat(Levels.covering(new Range(0.012, 80), true, 12))
                .containsExactly(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0);
    }

    @Test
    void ofLossesSpanningOrdersOfMagnitudeAreChosenAsRatiosButAccuraciesAreNot() {
        var surface = Examples.surface(21, (x, y) -> 0.01 + 50 * (x * x + y * y));
        var field = List.of(Field.of(surface, "train_loss"));
        var loss = Shading.choose("train_loss", field, FigureOptions.defaults());
        var accuracy = Shading.choose("train_acc", field, FigureOptions.defaults());
        assertThat(loss.continuous().scale()).isInstanceOf(LogScale.class);
        assertThat(accuracy.continuous().scale()).isInstanceOf(LinearScale.class);
    }

    @Test
    void steppingIncludesBothEnds() {
        assertThat(Levels.stepping(0.1, 1.1, 0.5)).containsExactly(0.1, 0.6, 1.1);
        assertThatIllegalArgumentException().isThrownBy(() -> Levels.stepping(0, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Levels.stepping(0, 1, 1e-6));
    }
}
