package dev.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.Shape;
import dev.orograph.data.DataSet;
import dev.orograph.network.Architecture;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.InitializationRecipe;
import dev.orograph.network.Linear;
import dev.orograph.network.Relu;
import dev.orograph.network.Sequential;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerSignalsTest {
    @Test
    void seesWeightsGradientsOutputsAndActivationsOfEveryLayer() {
        var model = new ArchitectureModel(new Architecture(
                "test",
                Map.of(),
                Shape.of(1),
                2,
                Sequential.numbered(List.of(new Linear(1, 1), new Relu(), new Linear(1, 2)))));
        var start = InitializationRecipe.parse("constant:value=2");
        try (var data = DataSet.of("two", new float[] {3, -1}, Shape.of(1), new long[] {0, 1}, 2)) {
            var signals = LayerSignals.of(model, start, 0, data, new CrossEntropy(), 4);
            assertThat(signals).extracting(LayerSignal::name).containsExactly("0", "2");
            var first = signals.get(0);
            assertThat(first.weights().mean()).isEqualTo(2);
            assertThat(first.outputs().mean()).isEqualTo(2); // 6 and −2
            assertThat(first.outputs().variance()).isEqualTo(16);
            assertThat(first.activations().mean()).isEqualTo(3); // 6 and 0
            // Both classes have equal logits, so their weights' pulls on the layer before cancel.
            assertThat(first.gradients().mean()).isZero();
            var last = signals.get(1);
            assertThat(last.outputs()).isSameAs(last.activations());
            // (softmax − one-hot)·activation over 2 samples: (½ − 1)·6/2 and (½ − 0)·6/2
            assertThat(last.gradients().min()).isCloseTo(-1.5, within(1e-6));
            assertThat(last.gradients().max()).isCloseTo(1.5, within(1e-6));
        }
    }
}
