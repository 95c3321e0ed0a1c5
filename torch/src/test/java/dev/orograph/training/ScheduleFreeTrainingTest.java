package dev.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.array.NamedArrays;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

/** What is evaluated and kept where it is not what moves. */
class ScheduleFreeTrainingTest {
    private static final TrainingRecipe RECIPE = TrainingRecipe.of(
                    3, 100, OptimizerSettings.parse("schedule-free-adamw:lr=0.02"), new CrossEntropy())
            .withCheckpointEpochs(List.of(0, 1));

    /** Cancels when one epoch is over. */
    private static final class StopAfterOneEpoch implements Listener {
        private long steps;

        @Override
        public void onProgress(Progress progress) {}

        @Override
        public boolean isCancelled() {
            return steps++ == 15;
        }
    }

    @Test
    void keepsTheAverageAndGoesOnFromWhatMoves() throws IOException {
        try (var digits = new DigitTraining()) {
            var recorder = new MemoryRecorder();
            var cancelled = digits.train(RECIPE, recorder, new StopAfterOneEpoch());
            var point = recorder.resume().orElseThrow();
            var average = Objects.requireNonNull(point.optimizer().find("x")).toDoubles();
            assertThat(flat(digits, cancelled.parameters())).containsExactly(average);
            assertThat(flat(digits, Objects.requireNonNull(recorder.checkpoints.get(1))))
                    .containsExactly(average);
            assertThat(flat(digits, point.weights())).isNotEqualTo(average);

            var resumed = digits.train(RECIPE, recorder, Listener.NONE);
            var unbroken = digits.train(RECIPE, new MemoryRecorder(), Listener.NONE);
            assertThat(flat(digits, resumed.parameters())).containsExactly(flat(digits, unbroken.parameters()));
            assertThat(resumed.evaluations()).isEqualTo(unbroken.evaluations());
        }
    }

    private static double[] flat(DigitTraining digits, NamedArrays weights) {
        try (var scope = new PointerScope()) {
            return Tensors.toDoubles(digits.model.layout().fromArrays(weights, Precision.FLOAT32));
        }
    }
}
