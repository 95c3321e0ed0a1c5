package dev.orograph.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbePlanTest {
    private static List<Long> due(String schedule, long last, long stepsPerEpoch) {
        var parsed = ProbeSchedule.parse(schedule);
        return LongStream.rangeClosed(1, last)
                .filter(step -> parsed.isDue(step, stepsPerEpoch))
                .boxed()
                .toList();
    }

    @Test
    void schedulesSayWhichSteps() {
        assertThat(due("1", 3, 10)).containsExactly(1L, 2L, 3L);
        assertThat(due("10", 31, 10)).containsExactly(1L, 11L, 21L, 31L);
        assertThat(due("epoch", 31, 10)).containsExactly(10L, 20L, 30L);
        assertThat(due("log", 100, 10))
                .containsExactly(1L, 2L, 3L, 4L, 6L, 7L, 8L, 10L, 13L, 16L, 20L, 26L, 32L, 40L, 51L, 64L, 80L, 100L);
        assertThat(due("log", 1_000_000, 10))
                .contains(1_000L, 10_000L, 100_000L, 1_000_000L)
                .hasSize(58);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "economy", "standard", "full", "lambda_max", "loss@off", "economy,histograms@7"})
    void comesBackFromItsText(String text) {
        var plan = ProbePlan.parse(text);
        assertThat(ProbePlan.parse(plan.text())).isEqualTo(plan);
    }

    @Test
    void laterWordsReplaceEarlierOnes() {
        var plan = ProbePlan.parse("standard, lambda_max@off, alpha@5, loss@2");
        assertThat(plan.schedules())
                .doesNotContainKey(ProbeKind.LAMBDA_MAX)
                .containsEntry(ProbeKind.ALPHA, new ProbeSchedule.Every(5))
                .containsEntry(ProbeKind.LOSS, new ProbeSchedule.Every(2))
                .containsEntry(ProbeKind.GRADIENT_NORM, new ProbeSchedule.Every(1));
        assertThat(ProbePlan.parse("lambda_max").schedules())
                .containsEntry(ProbeKind.LAMBDA_MAX, new ProbeSchedule.LogSpaced());
        assertThat(ProbePlan.parse("histograms@9").schedules())
                .containsEntry(ProbeKind.ACTIVATIONS, new ProbeSchedule.Every(9))
                .containsEntry(ProbeKind.WEIGHTS, new ProbeSchedule.Every(9));
    }

    @Test
    void everyPresetIsDearerThanTheOneBefore() {
        int previous = 0;
        for (var preset : ProbePlan.presets()) {
            int size = ProbePlan.parse(preset).schedules().size();
            assertThat(size).as(preset).isGreaterThan(previous);
            previous = size;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gradients@often | schedule '@often' of a probe is unknown; give a number of steps as in @100, @log,"
                        + " @epoch or @off",
                "alpha@0 | schedule @0 of a probe must be at least 1 step",
                "alpha@ | schedule '@' of a probe is unknown; give a number of steps as in @100, @log, @epoch or @off"
            })
    void saysWhatIsWrongAboutASchedule(String text, String message) {
        assertThatThrownBy(() -> ProbePlan.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void listsTheProbesThereAre() {
        assertThatThrownBy(() -> ProbePlan.parse("lamda_max"))
                .hasMessageStartingWith("probe 'lamda_max' is unknown; choose loss, accuracy, ")
                .hasMessageEndingWith("time, histograms or a preset: none, economy, standard, full");
    }

    @Test
    void alarmsComeBackFromTheirText() {
        var plan = AlarmPlan.parse("stop, plateau=off, nan=warn");
        assertThat(plan.reaction(AlarmKind.DEAD)).isEqualTo(Reaction.STOP);
        assertThat(plan.reaction(AlarmKind.PLATEAU)).isEqualTo(Reaction.OFF);
        assertThat(plan.reaction(AlarmKind.NAN)).isEqualTo(Reaction.WARN);
        assertThat(AlarmPlan.parse(plan.text())).isEqualTo(plan);
        assertThat(AlarmPlan.parse("nan=stop").reaction(AlarmKind.DEAD)).isEqualTo(Reaction.WARN);
        assertThatThrownBy(() -> AlarmPlan.parse("nan=explode"))
                .hasMessage("reaction 'explode' to an alarm is unknown; choose warn, stop or off");
        assertThatThrownBy(() -> AlarmPlan.parse("fire=stop"))
                .hasMessage("alarm 'fire' is unknown; choose nan, exploding, vanishing, dead, update_ratio, unstable,"
                        + " plateau, overfitting");
    }
}
