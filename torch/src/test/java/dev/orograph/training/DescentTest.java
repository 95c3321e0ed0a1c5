package dev.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.data.DataRecipe;
import dev.orograph.data.DataSet;
import dev.orograph.data.Split;
import dev.orograph.objective.AnalyticSurface;
import dev.orograph.objective.FiniteSum;
import dev.orograph.objective.Loss;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.progress.Listener;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DescentTest {
    private static final double[] START = {6, -3};

    private static JsonNode reference() throws IOException {
        try (var stream = DescentTest.class.getResourceAsStream("torch-neuron-descents.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(stream));
        }
    }

    private static DataSet toy() throws IOException {
        return DataRecipe.of("toy").load(Path.of("."), Split.TRAIN, OptionalInt.empty(), Listener.NONE);
    }

    @Test
    void theLossesOfALinearNeuronAreThePublishedOnes() throws IOException {
        try (var toy = toy();
                var neuron = new LinearNeuron(toy);
                var function = neuron.loss(Loss.byName("mse"))) {
            var descent = Descent.of(function, neuron.layout(), OptimizerSettings.parse("sgd:lr=0.1"), START, 100);
            var published = reference().get("losses");
            for (int step = 0; step < published.size(); step++) {
                // The published ones are float32; the expected agreement with float64 is 2e-6.
                double loss = published.get(step).doubleValue();
                assertThat(descent.losses()[step]).as("step %d", step).isCloseTo(loss, within(2e-6 * loss));
            }
        }
    }

    @Test
    void everySettingAndLossGoesPyTorchsWay() throws IOException {
        try (var toy = toy();
                var neuron = new LinearNeuron(toy)) {
            for (var wanted : reference().get("descents")) {
                var optimizer = OptimizerSettings.parse(wanted.get("optimizer").stringValue());
                var loss = Loss.byName(wanted.get("loss").stringValue());
                try (var function = neuron.loss(loss)) {
                    var descent = Descent.of(function, neuron.layout(), optimizer, START, 100);
                    for (var row : wanted.get("points")) {
                        int step = row.get(0).intValue();
                        var name = optimizer.text() + " on " + loss.name() + " after " + step;
                        assertThat(descent.losses()[step])
                                .as(name)
                                .isCloseTo(row.get(1).doubleValue(), within(1e-9));
                        assertThat(descent.point(step)[LinearNeuron.WEIGHT])
                                .as(name)
                                .isCloseTo(row.get(2).doubleValue(), within(1e-9));
                        assertThat(descent.point(step)[LinearNeuron.BIAS])
                                .as(name)
                                .isCloseTo(row.get(3).doubleValue(), within(1e-9));
                    }
                }
            }
        }
    }

    @Test
    void leastSquaresHasItsClosedForm() throws IOException {
        try (var toy = toy();
                var neuron = new LinearNeuron(toy)) {
            var wanted = reference().get("leastSquares");
            // The reference solved in float64 what is stored in float32.
            assertThat(neuron.leastSquares()[LinearNeuron.WEIGHT])
                    .isCloseTo(wanted.get(0).doubleValue(), within(1e-6));
            assertThat(neuron.leastSquares()[LinearNeuron.BIAS])
                    .isCloseTo(wanted.get(1).doubleValue(), within(1e-6));
            assertThat(neuron.samples().size()).isEqualTo(50);
        }
    }

    @Test
    void aNeuronNeedsOneNumberAgainstAnother() throws IOException {
        try (var digits = DataRecipe.of("digits").load(Path.of("."), Split.TRAIN, OptionalInt.of(2), Listener.NONE)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LinearNeuron(digits))
                    .withMessageContaining("data set digits is not one number against another");
        }
    }

    /** On x² − y², SGD multiplies x by 1 − 2η and y by 1 + 2η in every step. */
    @Test
    void aSaddleIsLeftAsItsCurvatureSays() {
        try (var saddle = AnalyticSurface.SADDLE.sum()) {
            var descent = Descent.of(saddle, OptimizerSettings.parse("sgd:lr=0.05"), new double[] {-1.5, 0.001}, 40);
            for (int step = 0; step <= 40; step++) {
                assertThat(descent.coordinates(0)[step]).isCloseTo(-1.5 * Math.pow(0.9, step), within(1e-12));
                assertThat(descent.coordinates(1)[step]).isCloseTo(0.001 * Math.pow(1.1, step), within(1e-12));
            }
            assertThat(descent.isDiverged()).isFalse();
            assertThat(descent.steps()).isEqualTo(40);
        }
    }

    @Test
    void aDescentThatDivergesEndsEarly() {
        try (var valley = AnalyticSurface.ROSENBROCK.sum()) {
            var descent = Descent.of(valley, OptimizerSettings.parse("sgd:lr=0.1"), new double[] {-2, 2}, 1000);
            assertThat(descent.isDiverged()).isTrue();
            assertThat(descent.steps()).isLessThan(20);
            assertThat(Double.isFinite(descent.losses()[descent.steps() - 1])).isTrue();
        }
    }

    /** For optimizers that ask again, and for those that ask for curvature. */
    @Test
    void everyKindOfQuestionIsAnswered() {
        try (var valley = AnalyticSurface.BEALE.sum()) {
            for (var text : new String[] {
                "sam+sgd:lr=0.005",
                "lbfgs:line_search_fn=strong_wolfe",
                "sophia-h:lr=0.01",
                "schedule-free-adamw:lr=0.1"
            }) {
                var descent = Descent.of(valley, OptimizerSettings.parse(text), new double[] {1, 1.5}, 50);
                assertThat(descent.lastLoss()).as(text).isLessThan(descent.losses()[0]);
            }
        }
    }

    /** At (−2, 2) the Hessian of Rosenbrock's valley is (2 − 400y + 1200x², −400x; −400x, 200). */
    @Test
    void hessianProductsAreExact() {
        try (FiniteSum valley = AnalyticSurface.ROSENBROCK.sum();
                var scope = new PointerScope()) {
            var product = new SumLoss(valley)
                    .hessianProduct(Tensors.of(new double[] {-2, 2}, 2), Tensors.of(new double[] {1, -1}, 2));
            assertThat(Tensors.toDoubles(product)).containsExactly(4002 - 800, 800 - 200);
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        try (var saddle = AnalyticSurface.SADDLE.sum()) {
            var optimizer = OptimizerSettings.parse("sgd");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Descent.of(saddle, optimizer, new double[3], 5))
                    .withMessageContaining("a start of 3 numbers");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Descent.of(saddle, optimizer, new double[2], 0))
                    .withMessageContaining("number of steps 0 must be at least 1");
        }
    }
}
