package dev.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.optimize.Averaging;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.Schedule;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateSearchTest {
    private DigitTraining digits;

    @BeforeAll
    void loadsDigits() throws IOException {
        digits = new DigitTraining();
    }

    @AfterAll
    void closesDigits() {
        digits.close();
    }

    private RateCurve test(RateSearch search, TrainingRecipe recipe) {
        return search.run(digits.model, digits.start(), digits.data.training(), recipe, Listener.NONE);
    }

    /** A hundred points without noise: the loss as a function of the decimal logarithm of the rate, −7 to 1. */
    private static RateCurve curve(DoubleUnaryOperator loss) {
        var points = new ArrayList<RateCurve.Point>();
        for (int i = 0; i < 100; i++) {
            double logarithm = -7 + 8.0 * i / 99;
            double value = loss.applyAsDouble(logarithm);
            points.add(new RateCurve.Point(Math.pow(10, logarithm), value, value));
        }
        return new RateCurve(points, 100, Outcome.COMPLETED);
    }

    @Test
    void suggestionsOfAParabolaAreKnown() {
        // falls from −7 + 80/99 to −1 and is steepest at its start
        var curve = curve(logarithm -> Math.pow(logarithm + 1, 2));
        double step = 8.0 / 99;
        assertThat(Math.log10(curve.steepest().orElseThrow())).isCloseTo(-7 + 10 * step, within(1e-12));
        assertThat(Math.log10(curve.tenthOfMinimum().orElseThrow())).isCloseTo(-2, within(step / 2));
        // points 10 to 74 of all fall: L = 65 ends at point 64 of the rest; 64 − 65 + 21 + 10 = 30
        assertThat(Math.log10(curve.valley().orElseThrow())).isCloseTo(-7 + 40 * step, within(1e-12));
        assertThat(curve.suggestion()).isEqualTo(curve.valley());
    }

    @Test
    void steepestPointOfAStepIsItsMiddle() {
        var curve = curve(logarithm -> 2 - Math.tanh(3 * (logarithm + 3)));
        assertThat(Math.log10(curve.steepest().orElseThrow())).isCloseTo(-3, within(8.0 / 99));
    }

    @Test
    void aRisingLossSuggestsNothing() {
        var curve = curve(logarithm -> logarithm + 10);
        assertThat(curve.steepest()).isEmpty();
        assertThat(curve.valley()).isEmpty();
        assertThat(curve.tenthOfMinimum()).isEmpty();
        assertThat(new RateCurve(curve.points().subList(0, 12), 100, Outcome.DIVERGED).suggestion())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "sgd:momentum=0.9", "adam", "adamw"})
    void findsARateThatTrains(String optimizer) throws IOException {
        var recipe = DigitTraining.recipe(3)
                .withSchedule(Schedule.constant())
                .withOptimizer(OptimizerSettings.parse(optimizer));
        var curve = test(RateSearch.defaults(), recipe);
        assertThat(curve.outcome()).isIn(Outcome.STOPPED_EARLY, Outcome.COMPLETED);
        double rate = curve.suggestion().orElseThrow();
        var text = optimizer + (optimizer.contains(":") ? "," : ":") + "lr=" + rate;
        var result =
                digits.train(recipe.withOptimizer(OptimizerSettings.parse(text)), TrainingRecorder.NONE, Listener.NONE);
        var before = curve.points().get(0).loss();
        assertThat(Objects.requireNonNull(result.evaluations().get("train")).loss())
                .isLessThan(0.8 * before);
    }

    @Test
    void ratesRiseByTheSameRatioAndLossesAreSmoothed() {
        var search = new RateSearch(1e-4, 1e-2, 21, 0.9, 100);
        var curve = test(search, DigitTraining.recipe(1));
        assertThat(curve.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(curve.points()).hasSize(21);
        double weights = 0;
        double sum = 0;
        for (int i = 0; i < 21; i++) {
            var point = curve.points().get(i);
            assertThat(point.rate()).isCloseTo(Math.pow(10, -4 + i * 0.1), within(1e-12));
            weights = 0.9 * weights + 1;
            sum = 0.9 * sum + point.loss();
            assertThat(point.smoothed()).isCloseTo(sum / weights, within(1e-12));
        }
    }

    @Test
    void endsWhereTheLossExplodes() {
        var recipe = DigitTraining.recipe(1).withOptimizer(OptimizerSettings.parse("sgd"));
        var curve = test(new RateSearch(1e-3, 1e4, 200, 0.5, 4), recipe);
        assertThat(curve.outcome()).isEqualTo(Outcome.STOPPED_EARLY);
        double lowest = curve.points().stream()
                .mapToDouble(RateCurve.Point::smoothed)
                .min()
                .orElseThrow();
        assertThat(curve.points().get(curve.points().size() - 1).smoothed()).isGreaterThan(4 * lowest);
        assertThat(curve.points()).hasSizeLessThan(200);
    }

    @Test
    void scheduleAndAveragingHaveNoPart() {
        var recipe = DigitTraining.recipe(2);
        var other = recipe.withSchedule(Schedule.parse("step:every=1"))
                .withOptimizer(OptimizerSettings.parse("adam:lr=7"))
                .withAveraging(Averaging.parse("swa:swa_lr=3,start=0"));
        assertThat(test(RateSearch.defaults(), other)).isEqualTo(test(RateSearch.defaults(), recipe));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> new RateSearch(1, 0.1, 100, 0.98, 4))
                .hasMessage("learning rates from 1.0 to 0.1 must be above 0 and rise");
        assertThatThrownBy(() -> new RateSearch(0.1, 1, 10, 0.98, 4))
                .hasMessage("10 steps are too few to find a learning rate; need at least 20");
    }
}
