package dev.orograph.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Every schedule gives torch.optim.lr_scheduler's rates; the file says where they are from. */
class ReferenceSchedulesTest {
    private static final double TOLERANCE = 1e-12;

    /** Factors at the beginnings of epochs or, with granularity {@code step}, of steps. */
    record Case(String schedule, String granularity, List<Double> factors) {
        @Override
        public String toString() {
            return schedule + " by " + granularity;
        }
    }

    record Plateau(String schedule, List<Double> factors) {
        @Override
        public String toString() {
            return schedule;
        }
    }

    record Reference(
            String origin,
            long stepsPerEpoch,
            long epochs,
            List<Case> cases,
            List<Double> losses,
            List<Plateau> plateaus) {}

    private static Reference reference() throws IOException {
        try (var stream = ReferenceSchedulesTest.class.getResourceAsStream("torch-schedules.json")) {
            return JsonMapper.shared().readValue(Objects.requireNonNull(stream), Reference.class);
        }
    }

    static Stream<Case> cases() throws IOException {
        return reference().cases().stream();
    }

    static Stream<Plateau> plateaus() throws IOException {
        return reference().plateaus().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void followsTorch(Case expected) throws IOException {
        var reference = reference();
        var schedule = Schedule.parse(expected.schedule());
        assertThat(schedule.text()).isEqualTo(expected.schedule());
        long stride = expected.granularity().equals("epoch") ? reference.stepsPerEpoch() : 1;
        for (int i = 0; i < expected.factors().size(); i++) {
            assertThat(schedule.factor(i * stride, reference.stepsPerEpoch(), reference.epochs()))
                    .as("at %s %d", expected.granularity(), i)
                    .isCloseTo(expected.factors().get(i), within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @MethodSource("plateaus")
    void reducesWhenTorchDoes(Plateau expected) throws IOException {
        var losses = reference().losses();
        var schedule = (PlateauSchedule) Schedule.parse(expected.schedule());
        assertThat(schedule.text()).isEqualTo(expected.schedule());
        var progress = PlateauSchedule.Progress.START;
        for (int i = 0; i < losses.size(); i++) {
            assertThat(progress.factor())
                    .as("after %d losses", i)
                    .isCloseTo(expected.factors().get(i), within(TOLERANCE));
            progress = schedule.after(progress, losses.get(i));
        }
    }
}
