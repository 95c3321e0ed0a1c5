package dev.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.Shape;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class ArchitectureModelTest {
    private static ArchitectureModel model(Shape input, Layer... layers) {
        return new ArchitectureModel(
                new Architecture("test", Map.of(), input, 1, Sequential.numbered(List.of(layers))));
    }

    @Test
    void aSmallNetworkHasItsClosedForm() {
        var model = model(Shape.of(2), new Linear(2, 2), new Relu(), new Linear(2, 1));
        try (var scope = new PointerScope()) {
            // W = [[1, 2], [3, -4]], b = [1, 0], second layer 2·h0 + 5·h1 − 1
            var theta = Tensors.of(new float[] {1, 2, 3, -4, 1, 0, 2, 5, -1}, 9);
            var input = Tensors.of(new float[] {1, 1, 2, 0}, 2, 2);
            var output = model.forward(theta, State.empty(), input, Mode.EVALUATION);
            assertThat(Tensors.toFloats(output)).containsExactly(7, 35);
        }
    }

    @Test
    void gradientsFlowBackIntoTheFlatVector() {
        var model = model(Shape.of(2), new Linear(2, 1));
        try (var scope = new PointerScope()) {
            var theta = Tensors.of(new float[] {1, 2, 3}, 3).requires_grad_(true);
            var output = model.forward(theta, State.empty(), Tensors.of(new float[] {5, 7}, 1, 2), Mode.EVALUATION);
            var gradient = torch.grad(new TensorVector(output.sum()), new TensorVector(theta))
                    .get(0);
            assertThat(Tensors.toFloats(gradient)).containsExactly(5, 7, 1);
        }
    }

    @Test
    void dropoutDependsOnSeedStepAndLayerOnly() {
        var model = model(Shape.of(4000), new Dropout(0.25));
        try (var scope = new PointerScope()) {
            var ones = torch.ones(1, 4000);
            var theta = torch.zeros(0);
            var first = Tensors.toDoubles(model.forward(theta, State.empty(), ones, Mode.training(1, 2)));
            var again = Tensors.toDoubles(model.forward(theta, State.empty(), ones, Mode.training(1, 2)));
            var other = Tensors.toDoubles(model.forward(theta, State.empty(), ones, Mode.training(1, 3)));
            assertThat(again).containsExactly(first);
            assertThat(other).isNotEqualTo(first);
            // mean 1, standard error sqrt(p/(1-p)/n) = 0.0091
            assertThat(Arrays.stream(first).average().orElseThrow()).isCloseTo(1, within(0.046));
            assertThat(Tensors.toDoubles(model.forward(theta, State.empty(), ones, Mode.EVALUATION)))
                    .containsOnly(1);
        }
    }

    @Test
    void aSharedSlopeOccursOnceAndItsGradientIsTheSumOfItsUses() {
        var model = model(Shape.of(1), new PRelu("a"), new PRelu("a"));
        assertThat(model.layout().elements()).isEqualTo(1);
        assertThat(model.program().aliases()).containsExactly(Map.entry("1.weight", "0.weight"));
        try (var scope = new PointerScope()) {
            // a·(a·x) for negative x: derivative 2·a·x
            var theta = Tensors.of(new float[] {0.5f}, 1).requires_grad_(true);
            var output = model.forward(theta, State.empty(), Tensors.of(new float[] {-3}, 1, 1), Mode.EVALUATION);
            var gradient = torch.grad(new TensorVector(output.sum()), new TensorVector(theta))
                    .get(0);
            assertThat(Tensors.toFloats(gradient)).containsExactly(-3);
        }
    }

    @Test
    void defaultInitialValuesAreUniformWithTorchsBounds() {
        var model = model(Shape.of(100), new Linear(100, 200), new BatchNorm(200), new PRelu());
        try (var scope = new PointerScope()) {
            var theta = Initialization.defaults().initialTheta(model.program(), 5);
            var values = Tensors.toDoubles(theta);
            var weights = Arrays.stream(values, 0, 20_000).summaryStatistics();
            assertThat(weights.getMax()).isBetween(0.0999, 0.1);
            assertThat(weights.getMin()).isBetween(-0.1, -0.0999);
            assertThat(weights.getAverage()).isCloseTo(0, within(5 * 0.1 / Math.sqrt(3 * 20_000)));
            assertThat(Arrays.stream(values, 20_200, 20_400)).containsOnly(1.0);
            assertThat(Arrays.stream(values, 20_400, 20_600)).containsOnly(0.0);
            assertThat(values[20_600]).isEqualTo(0.25);
        }
    }

    @Test
    void anObserverSeesEveryLayersOutputInOrder() {
        var model = model(Shape.of(2), new Linear(2, 2), new Relu(), new Linear(2, 1));
        try (var scope = new PointerScope()) {
            var theta = Tensors.of(new float[] {1, 2, 3, -4, 1, 0, 2, 5, -1}, 9);
            var seen = new ArrayList<String>();
            var output = model.forward(
                    theta,
                    State.empty(),
                    Tensors.of(new float[] {1, 1}, 1, 2),
                    Mode.EVALUATION,
                    (binding, value) -> seen.add(binding.name() + Arrays.toString(Tensors.toFloats(value))));
            assertThat(seen).containsExactly("0[4.0, -1.0]", "1[4.0, 0.0]", "2[7.0]");
            assertThat(Tensors.toFloats(output)).containsExactly(7);
        }
    }

    @Test
    void anObserverOfAFoldedNetworkSeesEachLayerByItself() {
        var model = model(Shape.of(1, 3, 3), Convolution.square(1, 2, 3, 1, 0), new BatchNorm(2));
        try (var scope = new PointerScope();
                var state = model.initialState()) {
            var theta = Initialization.defaults().initialTheta(model.program(), 1);
            var input = torch.ones(1, 1, 3, 3);
            var whole = new ArrayList<double[]>();
            var folded = new ArrayList<double[]>();
            model.forward(
                    theta, state, input, Mode.EVALUATION, (binding, value) -> whole.add(Tensors.toDoubles(value)));
            ((ArchitectureModel) model.folded())
                    .forward(
                            theta,
                            state,
                            input,
                            Mode.EVALUATION,
                            (binding, value) -> folded.add(Tensors.toDoubles(value)));
            assertThat(folded).hasSize(2).containsExactlyElementsOf(whole);
        }
    }
}
