package dev.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.optimize.OptimizerTable;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OptimizersOnDigitsTest {
    private MixedDigits digits;

    static Stream<OptimizerTable.Row> rows() {
        return OptimizerTable.rows();
    }

    @BeforeAll
    void loadsDigits() throws IOException {
        digits = new MixedDigits();
    }

    @AfterAll
    void closesDigits() {
        digits.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void learnsDigits(OptimizerTable.Row row) throws IOException {
        assertThat(digits.accuracy(row, 1)).isGreaterThan(95);
    }
}
