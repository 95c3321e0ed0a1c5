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
        "'cosine:warmup=20', 99, 0.5",
        "'multi-step:at=50/75', 750, 0.01",
        "'exponential:gamma=0.5,warmup=2', 9, 0.5",
        "'exponential:gamma=0.5,warmup=2', 35, 0.3535533905932738",
        "'polynomial:power=2,warmup=20', 600, 0.25",
        "'polynomial:power=2,total=10,final=0.5', 500, 0.5",
        "'cosine-restarts:T_0=10,T_mult=3', 100, 1",
        "'cosine-restarts:T_0=10,T_mult=3', 250, 0.5",
        "'cosine-restarts:T_0=10,warmup=2', 9, 0.5",
        "'cosine-restarts:T_0=10,warmup=2', 70, 0.5",
        "'one-cycle:div_factor=10,warmup=10', 0, 0.001",
        "'one-cycle:div_factor=10,warmup=10', 100, 0.1",
        "'one-cycle:div_factor=10,warmup=10', 369, 1",
        "'plateau:warmup=2', 9, 0.5",
        "'plateau:warmup=2', 900, 1"
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
                "cosine:final=0.01,warmup=5.0",
                "exponential:gamma=0.95,warmup=1.0",
                "polynomial:power=2.0,total=30.0,final=0.1,warmup=1.0",
                "cosine-restarts:T_0=10.0,T_mult=2.0,final=0.01,warmup=1.0",
                "one-cycle:pct_start=0.2,anneal_strategy=linear,three_phase=true,warmup=1.0",
                "plateau:patience=3,threshold_mode=abs,cooldown=2,min=0.01,watch=train,warmup=1.0"
            })
    void textFormsReadBack(String text) {
        assertThat(Schedule.parse(text).text()).isEqualTo(text);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Schedule.parse("step"))
                .hasMessage("schedule step needs either every above 0 or at, such as step:every=30 or step:at=150/225");
        assertThatThrownBy(() -> Schedule.parse("linear"))
                .hasMessage("schedule 'linear' is unknown; choose one of constant, step, multi-step,"
                        + " exponential, polynomial, cosine, cosine-restarts, one-cycle, plateau");
        assertThatThrownBy(() -> Schedule.parse("cosine:warmup=-1"))
                .hasMessage("schedule warmup -1.0 must be a number of at least 0.0");
        assertThatThrownBy(() -> Schedule.parse("exponential"))
                .hasMessage("schedule exponential needs a number gamma above 0, such as exponential:gamma=0.95");
        assertThatThrownBy(() -> Schedule.parse("cosine-restarts:T_0=0"))
                .hasMessage("schedule cosine-restarts needs a number of epochs T_0 above 0, such as"
                        + " cosine-restarts:T_0=10");
        assertThatThrownBy(() -> Schedule.parse("one-cycle:pct_start=0.6,three_phase=true"))
                .hasMessage("schedule pct_start 0.6 must be above 0 and below 0.5 with three phases");
        assertThatThrownBy(() -> Schedule.parse("plateau:patience=2.5"))
                .hasMessage("schedule plateau: patience=2.5 must be a whole number of epochs");
        assertThatThrownBy(() -> Schedule.parse("plateau:factor=1"))
                .hasMessage("schedule factor 1.0 must be above 0 and below 1");
    }
}
