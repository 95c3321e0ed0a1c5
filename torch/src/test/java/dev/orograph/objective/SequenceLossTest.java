package dev.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that are sequences of labels. */
class SequenceLossTest {
    private final PointerScope scope = new PointerScope();

    /** Two sequences of three labels out of four. */
    private final Tensor output =
            RandomStream.of(1).gaussians(24, Precision.FLOAT64).view(2, 3, 4);

    private final Tensor labels = Tensors.of(new long[] {0, 3, 1, 2, 2, 0}, 2, 3);

    @AfterEach
    void release() {
        scope.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-entropy", "nll", "mse", "l1", "huber"})
    void everyLabelCountsAlike(String name) {
        var loss = Loss.byName(name);
        var each = Tensors.toDoubles(loss.perSample(output.view(6, 4), labels.view(6)));
        assertThat(loss.mean(output, labels).item_double())
                .isCloseTo(Arrays.stream(each).average().orElseThrow(), within(1e-15));
        assertThat(Tensors.toDoubles(loss.perSample(output, labels)))
                .containsExactly(
                        new double[] {(each[0] + each[1] + each[2]) / 3, (each[3] + each[4] + each[5]) / 3},
                        within(1e-15));
    }

    @Test
    void equalScoresCostTheLogarithmOfTheClasses() {
        assertThat(new CrossEntropy().mean(torch.zeros(2, 3, 4), labels).item_double())
                .isCloseTo(Math.log(4), within(1e-6));
    }

    @Test
    void aSequenceIsCorrectByTheShareOfItsLabels() {
        var scores = torch.zeros(2, 3, 4);
        scores.select(2, 2).add_(torch.ones(2, 3)); // the best is always label 2, which is right twice
        assertThat(Loss.correct(scores, labels).item_double()).isCloseTo(2.0 / 3, within(1e-15));
    }

    @Test
    void outputsOfAnotherShapeAreRefused() {
        assertThatThrownBy(() -> new CrossEntropy().mean(torch.zeros(2, 4), labels))
                .hasMessage("sequences of labels 2×3 need outputs [batch, length, classes], but these are 2×4");
    }
}
