package dev.orograph.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class AdafactorTest {
    private static final Layout CONVOLUTION = Layout.builder()
            .add("weight", BlockKind.WEIGHT, 2, 3, 2, 2)
            .add("bias", BlockKind.BIAS, 2)
            .build();

    private static double[] with(DoubleUnaryOperator weight, double... bias) {
        var values =
                IntStream.range(0, 24).mapToDouble(i -> weight.applyAsDouble(i)).toArray();
        return DoubleStream.concat(Arrays.stream(values), Arrays.stream(bias)).toArray();
    }

    private static String shape(Optimizer optimizer, String name) {
        return Objects.requireNonNull(optimizer.state().find(name)).shape().toString();
    }

    /** torch.optim.Adafactor of PyTorch 2.13.0, float64: 3 steps with these gradients. */
    @Test
    void factorsKernelsOverTheirLastTwoDimensions() {
        try (var scope = new PointerScope()) {
            var theta = Tensors.of(with(i -> Math.sin(0.37 * i), 0.5, -0.25), 26);
            try (var optimizer = OptimizerSettings.parse("adafactor:lr=0.05").start(CONVOLUTION, theta)) {
                for (int step = 0; step < 3; step++) {
                    int phase = step;
                    var gradient = with(i -> Math.cos(0.71 * i + phase), step + 1, -2 * (step + 1));
                    optimizer.step(at -> new Evaluation(0, Tensors.of(gradient, 26)), theta, 0.05);
                }
                assertThat(shape(optimizer, "row_var.weight")).isEqualTo("2×3×2×1");
                assertThat(shape(optimizer, "col_var.weight")).isEqualTo("2×3×1×2");
                assertThat(shape(optimizer, "variance.bias")).isEqualTo("2");
            }
            var end = Tensors.toDoubles(theta);
            assertThat(new double[] {end[0], end[1], end[7], end[13], end[22], end[23], end[24], end[25]})
                    .containsExactly(
                            new double[] {
                                -0.04642710759278671,
                                0.38619914236710257,
                                0.40361050082004013,
                                -0.9331946038314696,
                                1.0145879867308158,
                                0.7728863404724261,
                                0.4434624751841117,
                                -0.19346247518411172
                            },
                            within(1e-12));
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> OptimizerSettings.parse("adafactor:beta2_decay=0.8"))
                .hasMessage("adafactor beta2_decay 0.8 must be at most 0");
        assertThatThrownBy(() -> OptimizerSettings.parse("adafactor:d=0.5"))
                .hasMessage("adafactor d 0.5 must be a number of at least 1.0");
    }
}
