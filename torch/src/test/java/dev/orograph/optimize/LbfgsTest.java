package dev.orograph.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.NamedArray;
import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On Rosenbrock's function from (−1.2, 1), as torch.optim.LBFGS of PyTorch 2.13.0 walks there in float64. */
class LbfgsTest {
    private static final Layout PLANE =
            Layout.builder().add("point", BlockKind.WEIGHT, 2).build();

    /** Counts how often it is asked. */
    private static final class Valley implements LossFunction {
        private int asked;

        @Override
        public Evaluation at(Tensor theta) {
            asked++;
            var point = Tensors.toDoubles(theta);
            double bend = point[1] - point[0] * point[0];
            double rest = 1 - point[0];
            var gradient = Tensors.of(new double[] {-400 * bend * point[0] - 2 * rest, 200 * bend}, 2);
            return new Evaluation(100 * bend * bend + rest * rest, gradient);
        }
    }

    private static Tensor start() {
        return Tensors.of(new double[] {-1.2, 1}, 2);
    }

    private static void steps(Optimizer optimizer, LossFunction function, Tensor theta, int count, double rate) {
        for (int i = 0; i < count; i++) {
            try (var scope = new PointerScope()) {
                optimizer.step(function, theta, rate);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'lbfgs:max_iter=3,line_search_fn=strong_wolfe,history_size=2', 1, -1.0245319303460325, 1.0716196202669255, 3",
        "'lbfgs:max_iter=3,line_search_fn=strong_wolfe,history_size=2', 6, -0.5125309076136719, 0.21876859574661656, 18",
        "'lbfgs:max_iter=3,line_search_fn=strong_wolfe,history_size=2', 8, -0.1359458547764193, -0.018305441212345404, 26",
        "lbfgs:line_search_fn=strong_wolfe, 1, 0.38062264334648777, 0.12491013187293636, 25",
        "lbfgs:line_search_fn=strong_wolfe, 2, 0.9999814210791366, 0.9999619651810989, 44",
        "lbfgs:line_search_fn=strong_wolfe, 3, 0.9999814210791366, 0.9999619651810989, 45",
        "'lbfgs:lr=0.001,max_iter=10', 1, -1.1980834650008712, 1.001031864466227, 10",
        "'lbfgs:lr=0.001,max_iter=10', 3, -1.1958463495499634, 1.0038637988968622, 30"
    })
    void asksWhereTorchAsks(String text, int count, double x, double y, int asked) {
        var settings = OptimizerSettings.parse(text);
        var valley = new Valley();
        try (var scope = new PointerScope();
                var optimizer = settings.start(PLANE, start())) {
            var theta = start();
            steps(optimizer, valley, theta, count, settings.learningRate());
            assertThat(Tensors.toDoubles(theta)).containsExactly(new double[] {x, y}, within(1e-8));
            assertThat(valley.asked).isEqualTo(asked);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lbfgs:lr=0.001,max_iter=3,history_size=4", "lbfgs:max_iter=2,line_search_fn=strong_wolfe"})
    void goesOnExactlyFromItsHistory(String text) {
        var settings = OptimizerSettings.parse(text);
        for (int before : List.of(0, 1, 5)) {
            try (var scope = new PointerScope();
                    var unbroken = settings.start(PLANE, start());
                    var stopped = settings.start(PLANE, start());
                    var resumed = settings.start(PLANE, start())) {
                var expected = start();
                steps(unbroken, new Valley(), expected, before + 3, settings.learningRate());
                var theta = start();
                steps(stopped, new Valley(), theta, before, settings.learningRate());
                resumed.restore(stopped.state());
                steps(resumed, new Valley(), theta, 3, settings.learningRate());
                assertThat(Tensors.toDoubles(theta)).containsExactly(Tensors.toDoubles(expected));
                assertThat(numbers(resumed)).isEqualTo(numbers(unbroken));
            }
        }
    }

    private static Map<String, List<Double>> numbers(Optimizer optimizer) {
        return optimizer.state().blocks().stream()
                .collect(Collectors.toMap(
                        NamedArray::name,
                        block -> DoubleStream.of(block.toDoubles()).boxed().toList()));
    }

    @Test
    void staysWhereTheGradientIsZero() {
        var valley = new Valley();
        try (var scope = new PointerScope();
                var optimizer = OptimizerSettings.parse("lbfgs").start(PLANE, start())) {
            var theta = Tensors.of(new double[] {1, 1}, 2);
            steps(optimizer, valley, theta, 2, 1);
            assertThat(Tensors.toDoubles(theta)).containsExactly(1, 1);
            assertThat(valley.asked).isEqualTo(2);
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> OptimizerSettings.parse("lbfgs:line_search_fn=armijo"))
                .hasMessage("lbfgs line_search_fn 'armijo' is unknown; choose strong_wolfe or none");
        assertThatThrownBy(() -> OptimizerSettings.parse("lbfgs:history_size=0"))
                .hasMessage("lbfgs history_size 0.0 must be a number of at least 1.0");
        assertThatThrownBy(() -> OptimizerSettings.parse("lbfgs:max_iter=2.5"))
                .hasMessage("optimizer lbfgs: max_iter=2.5 must be a whole number");
    }
}
