package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchNormPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "frozen, frozen",
        "weights, frozen",
        "Interpolated, interpolated",
        "states, interpolated",
        "re-estimated, re-estimated:1024:128",
        "re-estimated:64, re-estimated:64:64",
        "re-estimated:500:50, re-estimated:500:50",
        "batch, batch:128",
        "batch:32, batch:32",
    })
    void readsWhatItWrites(String text, String written) {
        var policy = BatchNormPolicy.parse(text);
        assertThat(policy).hasToString(written);
        assertThat(BatchNormPolicy.parse(policy.toString())).isEqualTo(policy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "frozen:3", "cold", "batch:x", "batch:1:2", "re-estimated:1:2:3", "interpolated:1"})
    void rejectsOtherWords(String text) {
        assertThatThrownBy(() -> BatchNormPolicy.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("batch-norm policy '" + text + "' is unknown; write frozen");
    }

    @Test
    void rejectsBatchesWithoutVariance() {
        assertThatThrownBy(() -> BatchNormPolicy.parse("batch:1"))
                .hasMessage("batch-norm policy batch with batches of 1; a batch needs at least 2 samples");
        assertThatThrownBy(() -> BatchNormPolicy.parse("re-estimated:10:20"))
                .hasMessage("batch-norm policy re-estimated from 10 samples needs at least one batch of 20");
    }
}
