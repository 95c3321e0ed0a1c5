package dev.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.Shape;
import dev.orograph.tensor.Tensors;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class BatchNormTest {
    private final ArchitectureModel model =
            new ArchitectureModel(new Architecture("norm", Map.of(), Shape.of(1), 1, new BatchNorm(1)));

    @Test
    void trainingMovesTheStatisticsTowardsTheBatch() {
        try (var scope = new PointerScope();
                var state = model.initialState()) {
            var theta = Tensors.of(new float[] {2, 1}, 2);
            var input = Tensors.of(new float[] {1, 3}, 2, 1);
            var output = Tensors.toDoubles(model.forward(theta, state, input, Mode.training(0, 0)));
            // mean 2, biased variance 1, unbiased variance 2; ε = 1e-5 moves ±1 by 5e-6
            assertThat(output).containsExactly(new double[] {-1, 3}, within(2e-5));
            assertThat(Tensors.toFloats(state.tensor("running_mean"))).containsExactly(0.2f);
            assertThat(Tensors.toFloats(state.tensor("running_var"))).containsExactly(1.1f);
            assertThat(Tensors.toDoubles(state.tensor("num_batches_tracked"))).containsExactly(1);
        }
    }

    @Test
    void evaluationUsesTheStatisticsAndLeavesThem() {
        try (var scope = new PointerScope();
                var state = model.initialState()) {
            var theta = Tensors.of(new double[] {2, 1}, 2);
            var input = Tensors.of(new double[] {1, 3}, 2, 1);
            var output = Tensors.toDoubles(model.forward(theta, state, input, Mode.EVALUATION));
            double scale = 2 / Math.sqrt(1 + 1e-5);
            assertThat(output).containsExactly(new double[] {scale + 1, 3 * scale + 1}, within(1e-15 * 16));
            assertThat(Tensors.toDoubles(state.tensor("num_batches_tracked"))).containsExactly(0);
        }
    }

    @Test
    void refusesToLearnFromOneValue() {
        try (var scope = new PointerScope();
                var state = model.initialState()) {
            var theta = Tensors.of(new float[] {2, 1}, 2);
            var input = Tensors.of(new float[] {1}, 1, 1);
            assertThatThrownBy(() -> model.forward(theta, state, input, Mode.training(0, 0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("batches of at least 2 samples");
        }
    }
}
