package dev.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.optimize.Evaluation;
import dev.orograph.optimize.LossFunction;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the parabola ½hw², steps shrink just below the threshold and grow just above it. */
class StabilityThresholdTest {
    private static final Layout LINE =
            Layout.builder().add("weight", BlockKind.WEIGHT, 1, 1).build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sgd:lr=0.1",
                "sgd:lr=0.1,momentum=0.9",
                "sgd:lr=0.1,momentum=0.5,nesterov=true",
                "sgd:lr=0.05,momentum=0.8,dampening=0.3",
                "sgd:lr=0.1,momentum=0.9,weight_decay=2",
            })
    void separatesShrinkingFromGrowing(String text) {
        var optimizer = OptimizerSettings.parse(text);
        var threshold =
                StabilityThreshold.of(optimizer, optimizer.learningRate()).orElseThrow();
        assertThat(threshold.isPreconditioned()).isFalse();
        assertThat(distance(optimizer, 0.98 * threshold.value())).isLessThan(1);
        assertThat(distance(optimizer, 1.02 * threshold.value())).isGreaterThan(10);
    }

    private static double distance(OptimizerSettings settings, double curvature) {
        try (var scope = new PointerScope()) {
            var theta = Tensors.of(new double[] {1}, 1);
            LossFunction parabola =
                    at -> new Evaluation(curvature / 2 * Math.pow(at.item_double(), 2), at.mul(new Scalar(curvature)));
            try (var optimizer = settings.start(LINE, theta)) {
                for (int step = 0; step < 2000; step++) {
                    try (var inner = new PointerScope()) {
                        optimizer.step(parabola, theta, settings.learningRate());
                    }
                }
            }
            double end = Math.abs(theta.item_double());
            return Double.isFinite(end) ? end : Double.POSITIVE_INFINITY;
        }
    }

    @Test
    void adamsIsForThePreconditionedHessian() {
        var threshold = StabilityThreshold.of(OptimizerSettings.parse("adam:lr=0.001"), 0.001)
                .orElseThrow();
        assertThat(threshold.value()).isEqualTo(38 / 0.001, within(1e-8));
        assertThat(threshold.isPreconditioned()).isTrue();
    }

    @Test
    void rmsPropsIsAdamsWithoutMomentum() {
        var threshold = StabilityThreshold.of(OptimizerSettings.parse("rmsprop:lr=0.01"), 0.01);
        assertThat(threshold)
                .isEqualTo(StabilityThreshold.of(OptimizerSettings.parse("adam:beta1=0"), 0.01)
                        .map(adam -> new StabilityThreshold(adam.value(), "2/η", true)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"adagrad", "rprop", "muon", "lbfgs"})
    void isNotKnownOfEveryOptimizer(String text) {
        assertThat(StabilityThreshold.of(OptimizerSettings.parse(text), 0.1)).isEmpty();
    }
}
