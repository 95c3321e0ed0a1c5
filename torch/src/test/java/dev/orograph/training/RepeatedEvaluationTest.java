package dev.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.NamedArrays;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.progress.Listener;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More than one evaluation in a step: of a network with batch norm and dropout, on digits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedEvaluationTest {
    private static final TrainingRecipe RECIPE =
            DigitTraining.recipe(1).withAugmentation("none").withPrecision(Precision.FLOAT64);

    private DigitTraining digits;

    @BeforeAll
    void loadsDigits() throws IOException {
        digits = new DigitTraining();
    }

    @AfterAll
    void closesDigits() {
        digits.close();
    }

    @FunctionalInterface
    private interface Question {
        void ask(BatchLoss loss, Tensor theta, Batches.Batch batch, State state);
    }

    private void ask(Question question) {
        try (var scope = new PointerScope();
                var state = digits.model.initialState();
                var batches = new Batches(digits.data.training(), RECIPE);
                var loss = new BatchLoss(digits.model, RECIPE, state)) {
            var theta = digits.model.layout().fromArrays(digits.start(), Precision.FLOAT64);
            question.ask(loss, theta, batches.batch(3), state);
        }
    }

    @Test
    void theSecondEvaluationEqualsTheFirst() {
        ask((loss, theta, batch, state) -> {
            var first = loss.at(theta, batch, 3);
            var statistics = state.toArrays();
            var second = loss.again(theta, batch, 3);
            assertThat(second.loss()).isEqualTo(first.loss());
            assertThat(Tensors.toDoubles(second.gradient())).containsExactly(Tensors.toDoubles(first.gradient()));
            assertSame(state.toArrays(), statistics);
        });
    }

    @Test
    void hessianProductsAreDifferencesOfGradients() {
        ask((loss, theta, batch, state) -> {
            var statistics = state.toArrays();
            var vector = RandomStream.of(1).gaussians(theta.numel(), Precision.FLOAT64);
            var product = loss.hessianProduct(theta, batch, 3, vector);
            double step = 1e-6;
            var above =
                    loss.again(theta.add(vector, new Scalar(step)), batch, 3).gradient();
            var below =
                    loss.again(theta.sub(vector, new Scalar(step)), batch, 3).gradient();
            var difference = Tensors.toDoubles(above.sub(below).div(new Scalar(2 * step)));
            // Kinks of ReLU that lie between the two points leave jumps in a few elements.
            assertThat(Tensors.toDoubles(product)).containsExactly(difference, within(1e-4));
            assertSame(state.toArrays(), statistics);
        });
    }

    /** The mean over many draws of labels of the gradient is 0: the model's own predictions leave nothing to learn. */
    @Test
    void gradientsOfDrawnLabelsCancel() {
        ask((loss, theta, batch, state) -> {
            var statistics = state.toArrays();
            int draws = 400;
            var sum = torch.zeros_like(theta);
            double size = 0;
            for (int seed = 0; seed < draws; seed++) {
                try (var inner = new PointerScope()) {
                    var gradient = loss.sampledGradient(theta, batch, 3, seed);
                    sum.add_(gradient);
                    size += gradient.square().sum().item_double() / draws;
                }
            }
            // The norm of a mean of 400 independent vectors is a twentieth of theirs, up to a few percent.
            double norm = sum.norm().item_double() / draws;
            assertThat(norm).isBetween(0.8 * Math.sqrt(size) / 20, 1.2 * Math.sqrt(size) / 20);
            assertSame(state.toArrays(), statistics);
        });
    }

    @Test
    void labelsAreDrawnAsOftenAsTheyAreProbable() {
        try (var scope = new PointerScope()) {
            int draws = 20_000;
            var logits = Tensors.of(new double[] {Math.log(0.5), Math.log(0.2), Math.log(0.3)}, 1, 3)
                    .add(new Scalar(7.0))
                    .expand(new long[] {draws, 3}, false);
            var labels = Tensors.toDoubles(DrawnLabels.of(logits, 1));
            for (int label = 0; label < 3; label++) {
                int wanted = label;
                double share =
                        Arrays.stream(labels).filter(drawn -> drawn == wanted).count() / (double) draws;
                // four standard deviations
                assertThat(share).isCloseTo(new double[] {0.5, 0.2, 0.3}[label], within(4 * 0.5 / Math.sqrt(draws)));
            }
            assertThat(Tensors.toDoubles(DrawnLabels.of(logits, 1))).containsExactly(labels);
        }
    }

    /** At a rate of 0 the weights stay, and the statistics are those of a training with one evaluation per step. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sam:rho=0.5+sgd:lr=0",
                "asam:rho=0.5+sgd:lr=0",
                "sophia-g:lr=0,interval=1",
                "sophia-h:lr=0,interval=1"
            })
    void statisticsMoveOncePerStep(String optimizer) throws IOException {
        assertSame(statistics(optimizer), statistics("sgd:lr=0"));
    }

    private NamedArrays statistics(String optimizer) throws IOException {
        var recipe = TrainingRecipe.of(1, 100, OptimizerSettings.parse(optimizer), new CrossEntropy());
        return digits.train(recipe, TrainingRecorder.NONE, Listener.NONE).state();
    }

    private static void assertSame(NamedArrays actual, NamedArrays expected) {
        for (var block : expected.blocks()) {
            var other = actual.find(block.name());
            assertThat(other == null ? null : other.data()).as(block.name()).isEqualTo(block.data());
        }
    }
}
