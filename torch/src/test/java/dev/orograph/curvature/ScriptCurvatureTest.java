package dev.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.network.Mode;
import dev.orograph.network.ScriptModel;
import dev.orograph.objective.BlockedLoss;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.nio.file.Path;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The curvature of TorchScript networks, by derivatives and without second ones. */
class ScriptCurvatureTest {
    private static final int SAMPLES = 130;

    /** float64 differences with steps of 1.5e-8; the libraries' interpreter compiles anew between the first products. */
    private static final double DIFFERENCES = 1e-6;

    @ParameterizedTest
    @ValueSource(
            strings = {"resnet_scripted", "activations_traced", "tied_scripted", "unknown_traced", "branch_scripted"})
    void secondDerivativesAgreeWithDifferences(String name) throws Exception {
        var file = Path.of(
                Objects.requireNonNull(ScriptModel.class.getResource("/dev/orograph/network/scripts/" + name + ".pt"))
                        .toURI());
        try (var scope = new PointerScope();
                var model = ScriptModel.load(file);
                var state = model.initialState()) {
            var theta = model.theta(Precision.FLOAT64);
            var inputs = RandomStream.of(11).gaussians(SAMPLES * 64L).view(SAMPLES, 1, 8, 8);
            var outputs = model.forward(theta, state, inputs.narrow(0, 0, 1).to(theta.scalar_type()), Mode.EVALUATION);
            var labels = new long[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                labels[i] = i % outputs.size(1);
            }
            var function =
                    BlockedLoss.of(model, state, inputs, Tensors.of(labels, SAMPLES), new CrossEntropy(), SAMPLES);
            var vector = RandomStream.of(12).gaussians(theta.numel(), Precision.FLOAT64);
            try (var exact = CurvatureOperator.of(new Curvature.Hessian(), function, theta, 2, Long.MAX_VALUE);
                    var differences = CurvatureOperator.of(new Curvature.FiniteDifference(), function, theta, 1, 0)) {
                var expected = differences.apply(vector);
                for (int call = 0; call < 4; call++) {
                    assertThat(distance(expected, exact.apply(vector))).isLessThan(DIFFERENCES);
                }
            }
        }
    }

    private static double distance(Tensor expected, Tensor found) {
        return found.sub(expected).norm().item_double() / expected.norm().item_double();
    }
}
