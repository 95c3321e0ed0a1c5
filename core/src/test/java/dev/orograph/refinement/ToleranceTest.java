package dev.orograph.refinement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToleranceTest {
    @ParameterizedTest
    @ValueSource(strings = {"1%", "1 %", "0.01", " 1e-2 "})
    void readsPercentAndShares(String text) {
        assertThat(Tolerance.parse(text)).isEqualTo(new Tolerance(0.01, 0.05));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x%", "0", "-1%", "100%", "NaN", "1%%"})
    void refusesWhatIsNoShare(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tolerance.parse(text))
                .withMessageContaining("tolerance '" + text + "'")
                .withMessageEndingWith("write a share such as 1% or 0.01");
    }
}
