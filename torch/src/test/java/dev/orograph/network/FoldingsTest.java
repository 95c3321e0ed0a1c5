package dev.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.array.Shape;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.State;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FoldingsTest {
    private final PointerScope scope = new PointerScope();
    private final ArchitectureModel model = new ArchitectureModel(
            Architectures.byName("resnet20", new ArchitectureOptions(Shape.of(1, 16, 16), 10, Map.of())));
    private final State state = model.initialState();

    @AfterEach
    void release() {
        state.close();
        scope.close();
    }

    private Tensor theta() {
        return RandomStream.of(1)
                .gaussians(model.layout().elements(), Precision.FLOAT64)
                .mul_(new Scalar(0.2));
    }

    /** Statistics that do not leave a value as it is. */
    private void moveStatistics() {
        for (var name : state.names()) {
            var tensor = state.tensor(name);
            var noise = RandomStream.of(2).gaussians(tensor.numel(), Precision.FLOAT32);
            if (name.endsWith("running_mean")) {
                tensor.copy_(noise.view(tensor.sizes()));
            } else if (name.endsWith("running_var")) {
                tensor.copy_(noise.abs().add(new Scalar(0.5)).view(tensor.sizes()));
            }
        }
    }

    private static double difference(Tensor one, Tensor other) {
        return one.sub(other).norm().item_double() / other.norm().item_double();
    }

    @Test
    void foldedNormsChangeNoOutputBeyondRounding() {
        moveStatistics();
        var input = RandomStream.of(3).gaussians(4 * 256, Precision.FLOAT64).view(4, 1, 16, 16);
        var plain = model.forward(theta(), state, input, Mode.EVALUATION);
        var folded = model.folded().forward(theta(), state, input, Mode.EVALUATION);
        assertThat(difference(folded, plain)).isLessThan(1e-13);
    }

    @Test
    void findsEveryNormOfAResidualNetwork() {
        var program = model.program();
        var norms = program.bindings().stream()
                .filter(binding -> binding.operation() instanceof BatchNorm)
                .toList();
        assertThat(Foldings.of(program).norms().values()).containsExactlyInAnyOrderElementsOf(norms);
    }

    @Test
    void batchStatisticsAreTakenOfUnfoldedNetworks() {
        var input = RandomStream.of(3).gaussians(4 * 256, Precision.FLOAT64).view(4, 1, 16, 16);
        var plain = model.forward(theta(), state, input, Mode.BATCH_STATISTICS);
        var folded = model.folded().forward(theta(), state, input, Mode.BATCH_STATISTICS);
        assertThat(difference(folded, plain)).isZero();
    }
}
