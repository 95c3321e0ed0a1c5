package dev.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.NamedArrays;
import dev.orograph.data.DataRequest;
import dev.orograph.data.DataSettings;
import dev.orograph.data.DataSources;
import dev.orograph.data.Split;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.ArchitectureOptions;
import dev.orograph.network.Architectures;
import dev.orograph.network.Initialization;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.progress.Listener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

/** Batches whose parts are computed by several threads at once. */
class PartedTrainingTest {
    private static TrainingResult train(int threads) throws IOException {
        try (var digits = DataSources.byName("digits", DataSettings.defaults(Path.of(".")))
                        .load(DataRequest.of(Split.TRAIN), Listener.NONE);
                var model = new ArchitectureModel(Architectures.byName(
                        "mlp", ArchitectureOptions.of(digits.inputShape(), 10).with("widths", "512")))) {
            // the last batch of an epoch has another size, which three does not divide
            var recipe = TrainingRecipe.of(2, 200, OptimizerSettings.parse("sgd:lr=0.1"), new CrossEntropy())
                    .withThreads(threads);
            return Training.train(
                    model,
                    start(model),
                    new TrainingData(digits, Map.of("train", digits)),
                    recipe,
                    TrainingRecorder.NONE,
                    Listener.NONE);
        }
    }

    private static NamedArrays start(ArchitectureModel model) {
        try (var scope = new PointerScope()) {
            return model.layout().toArrays(Initialization.defaults().initialTheta(model.program(), 1));
        }
    }

    private static double[] weights(TrainingResult result) {
        return Objects.requireNonNull(result.parameters().find("layers.0.weight"))
                .toDoubles();
    }

    @Test
    void trainsAsOneThreadDoesButForRounding() throws IOException {
        var whole = train(1);
        var parted = train(3);
        assertThat(weights(parted)).containsExactly(weights(whole), within(1e-5));
        var expected = Objects.requireNonNull(whole.evaluations().get("train"));
        assertThat(Objects.requireNonNull(parted.evaluations().get("train")).loss())
                .isCloseTo(expected.loss(), within(1e-5));
    }

    @Test
    void repeatsToTheBit() throws IOException {
        assertThat(weights(train(3))).containsExactly(weights(train(3)));
    }
}
