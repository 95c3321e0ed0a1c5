package dev.orograph.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final int STEPS_PER_EPOCH = 10;
    private static final int EPOCHS = 100;

    @ParameterizedTest
    @CsvSource({
        "constant, 0, 1",
        "constant, 999, 1",
        "'constant:warmup=2', 0, 0.05",
        "'constant:warmup=2', 19, 1",
        "'step:every=30', 299, 1",
        "'step:every=30', 300, 0.1",
        "'step:every=30,factor=0.5', 600, 0.25",
        "'step:at=50/75', 499, 1",
        "'step:at=50/75', 750, 0.01",
        "cosine, 0, 1",
        "cosine, 500, 0.5",
        "'cosine:final=0.2', 500, 0.6",
        "'cosine:warmup=20', 600, 0.5",
        "'cosine:warmup=20', 99, 0.5"
    })
    void scalesTheRate(String text, long step, double factor) {
        assertThat(Schedule.parse(text).factor(step, STEPS_PER_EPOCH, EPOCHS)).isCloseTo(factor, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "constant",
                "constant:warmup=2.0",
                "step:every=30.0,factor=0.5",
                "step:at=150.0/225.0,warmup=1.0",
                "cosine:final=0.01,warmup=5.0"
            })
    void textFormsReadBack(String text) {
        assertThat(Schedule.parse(text).text()).isEqualTo(text);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Schedule.parse("step"))
                .hasMessage("schedule step needs either every above 0 or at, such as step:every=30 or step:at=150/225");
        assertThatThrownBy(() -> Schedule.parse("linear"))
                .hasMessage("schedule 'linear' is unknown; choose one of constant, step, cosine");
        assertThatThrownBy(() -> Schedule.parse("cosine:warmup=-1"))
                .hasMessage("schedule warmup -1.0 must be a number of at least 0.0");
    }
}
