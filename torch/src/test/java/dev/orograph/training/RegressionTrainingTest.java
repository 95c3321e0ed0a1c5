package dev.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.data.DataRequest;
import dev.orograph.data.DataSet;
import dev.orograph.data.DataSettings;
import dev.orograph.data.DataSources;
import dev.orograph.data.Split;
import dev.orograph.objective.AffineModel;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.objective.MeanSquaredError;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.Sgd;
import dev.orograph.progress.Listener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A linear neuron on the toy regression, whose every step under plain gradient descent is published. */
class RegressionTrainingTest {
    private static final NamedArrays START = NamedArrays.of(List.of(
            NamedArray.of("weight", Shape.of(1, 1), new float[] {6}),
            NamedArray.of("bias", Shape.of(1), new float[] {-3})));

    /** Losses before steps 1, 2, 10, 50 and 100 of PyTorch 2.13.0 in float32, from w = 6, b = −3 with rate 0.1. */
    private static final Map<Integer, Double> LOSSES = Map.of(
            1, 53.078269958496094,
            2, 34.7295036315918,
            10, 1.8742430210113525,
            50, 0.49945151805877686,
            100, 0.4994412660598755);

    private static DataSet toy() throws IOException {
        return DataSources.byName("toy", DataSettings.defaults(Path.of(".")))
                .load(DataRequest.of(Split.TRAIN), Listener.NONE);
    }

    @Test
    void descendsAsPublished() throws IOException {
        var recorder = new MemoryRecorder();
        // One batch of all 50 points per epoch.
        var recipe = TrainingRecipe.of(100, 50, Sgd.of(0.1), new MeanSquaredError());
        try (var toy = toy()) {
            var result = Training.train(
                    new AffineModel(1, 1), START, new TrainingData(toy, Map.of()), recipe, recorder, Listener.NONE);
            // The published losses are float32, as ours, but summed in file order.
            LOSSES.forEach((step, loss) -> assertThat(
                            recorder.of("step").get(step - 1).values().get("loss"))
                    .as("step %d", step)
                    .isCloseTo(loss, within(2e-6 * loss)));
            assertThat(number(result, "weight")).isCloseTo(0.9258306622505188, within(1e-5));
            assertThat(number(result, "bias")).isCloseTo(2.4843850135803223, within(1e-5));
            assertThat(recorder.of("step").get(0).values()).doesNotContainKey("accuracy");
        }
    }

    private static double number(TrainingResult result, String block) {
        return Objects.requireNonNull(result.parameters().find(block)).toDoubles()[0];
    }

    @Test
    void refusesALossThatNeedsLabels() throws IOException {
        var recipe = TrainingRecipe.of(1, 50, Sgd.of(0.1), new CrossEntropy());
        try (var toy = toy()) {
            var data = new TrainingData(toy, Map.of());
            assertThatThrownBy(() -> Training.train(
                            new AffineModel(1, 1), START, data, recipe, TrainingRecorder.NONE, Listener.NONE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("loss cross-entropy needs labels, but toy");
        }
    }

    @Test
    void sophiaNeedsProbabilitiesToDrawLabelsFrom() throws IOException {
        var recipe = TrainingRecipe.of(1, 50, OptimizerSettings.parse("sophia-g"), new MeanSquaredError());
        try (var toy = toy()) {
            var data = new TrainingData(toy, Map.of());
            assertThatThrownBy(() -> Training.train(
                            new AffineModel(1, 1), START, data, recipe, TrainingRecorder.NONE, Listener.NONE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("labels cannot be drawn for the loss mse; choose sophia-h instead of sophia-g, "
                            + "or the loss cross-entropy");
        }
    }
}
