package dev.orograph.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What every optimizer must do. */
class OptimizerTableTest {
    static Stream<OptimizerTable.Row> rows() {
        return OptimizerTable.rows();
    }

    private static Tensor corner() {
        var ones = new double[10];
        Arrays.fill(ones, 1);
        return Tensors.of(ones, ones.length);
    }

    private static void walk(
            OptimizerSettings settings, Optimizer optimizer, ToyFunction function, Tensor theta, int steps) {
        for (int i = 0; i < steps; i++) {
            try (var scope = new PointerScope()) {
                optimizer.step(function, theta, settings.learningRate());
            }
        }
    }

    /** The function at what is to be evaluated after so many steps. */
    private static double lossAfter(String text, ToyFunction function, Layout layout, Tensor theta, int steps) {
        var settings = OptimizerSettings.parse(text);
        try (var optimizer = settings.start(layout, theta)) {
            walk(settings, optimizer, function, theta, steps);
            return function.lossAt(optimizer.evaluated(theta));
        }
    }

    /** From 124.4 at (1, …, 1); curvatures from 1 to 100. */
    @ParameterizedTest
    @MethodSource("rows")
    void findsTheBottomOfABowl(OptimizerTable.Row row) {
        try (var scope = new PointerScope()) {
            assertThat(lossAfter(row.bowl(), ToyFunction.bowl(), ToyFunction.BOWL_LAYOUT, corner(), 500))
                    .isLessThan(0.01);
        }
    }

    /** From 409 at (−2, 2), through the bend of the valley, to less than a fiftieth. */
    @ParameterizedTest
    @MethodSource("rows")
    void descendsIntoRosenbrocksValley(OptimizerTable.Row row) {
        try (var scope = new PointerScope()) {
            var start = Tensors.of(new double[] {-2, 2}, 2);
            assertThat(lossAfter(row.valley(), ToyFunction.valley(), ToyFunction.VALLEY_LAYOUT, start, 1000))
                    .isLessThan(409.0 / 50);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void goesOnExactlyFromItsState(OptimizerTable.Row row) {
        var settings = OptimizerSettings.parse(row.bowl());
        try (var scope = new PointerScope();
                var unbroken = settings.start(ToyFunction.BOWL_LAYOUT, corner());
                var stopped = settings.start(ToyFunction.BOWL_LAYOUT, corner());
                var resumed = settings.start(ToyFunction.BOWL_LAYOUT, corner().zero_())) {
            var expected = corner();
            walk(settings, unbroken, ToyFunction.bowl(), expected, 27);
            var theta = corner();
            walk(settings, stopped, ToyFunction.bowl(), theta, 13);
            resumed.restore(stopped.state());
            walk(settings, resumed, ToyFunction.bowl(), theta, 14);
            assertThat(Tensors.toDoubles(theta)).containsExactly(Tensors.toDoubles(expected));
            assertThat(Tensors.toDoubles(resumed.evaluated(theta)))
                    .containsExactly(Tensors.toDoubles(unbroken.evaluated(expected)));
            assertThat(resumed.figures()).isEqualTo(unbroken.figures());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void textAndJsonReadBack(OptimizerTable.Row row) {
        for (var text : new String[] {row.bowl(), row.valley(), row.digits()}) {
            var settings = OptimizerSettings.parse(text);
            assertThat(settings.text()).isEqualTo(text);
            var json = JsonMapper.shared().writeValueAsString(settings);
            assertThat(json).isEqualTo('"' + text + '"');
            assertThat(JsonMapper.shared().readValue(json, OptimizerSettings.class))
                    .isEqualTo(settings);
        }
    }

    @Test
    void hasARowForEveryOptimizer() {
        var named = new TreeSet<String>();
        OptimizerTable.rows().forEach(row -> named.add(row.digits().replaceAll("[:+;].*", "")));
        assertThat(named).containsExactlyInAnyOrderElementsOf(OptimizerSettings.names());
    }
}
