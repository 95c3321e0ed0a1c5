package dev.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.objective.AffineModel;
import dev.orograph.optimize.Averaging;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.Schedule;
import dev.orograph.progress.Listener;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Averages are torch.optim.swa_utils'; the file says where its numbers are from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningAverageTest {
    private static final double TOLERANCE = 1e-12;
    private static final int STEPS_PER_EPOCH = 15;

    private DigitTraining digits;

    @BeforeAll
    void loadsDigits() throws IOException {
        digits = new DigitTraining();
    }

    @AfterAll
    void closesDigits() {
        digits.close();
    }

    record Case(String averaging, List<List<Double>> averages) {
        @Override
        public String toString() {
            return averaging;
        }
    }

    record Rates(String averaging, List<Double> rates) {
        @Override
        public String toString() {
            return averaging;
        }
    }

    record Reference(String origin, List<List<Double>> walk, List<Case> cases, List<Rates> rates) {}

    private static Reference reference() throws IOException {
        try (var stream = RunningAverageTest.class.getResourceAsStream("torch-averages.json")) {
            return JsonMapper.shared().readValue(Objects.requireNonNull(stream), Reference.class);
        }
    }

    static Stream<Case> cases() throws IOException {
        return reference().cases().stream();
    }

    static Stream<Rates> rates() throws IOException {
        return reference().rates().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void followsTorch(Case expected) throws IOException {
        var rule = Averaging.parse(expected.averaging());
        assertThat(rule.text()).isEqualTo(expected.averaging());
        try (var scope = new PointerScope();
                var average = new RunningAverage(
                        rule,
                        new AffineModel(2, 1),
                        digits.data.training(),
                        1,
                        Precision.FLOAT64,
                        torch.zeros(3).to(ScalarType.Double))) {
            var walk = reference().walk();
            for (int i = 0; i < walk.size(); i++) {
                average.offer(Tensors.of(array(walk.get(i)), 3), i + 1, 1, 12);
                assertThat(Tensors.toDoubles(average.theta()))
                        .as("after %d", i + 1)
                        .containsExactly(array(expected.averages().get(i)), within(TOLERANCE));
            }
        }
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @ParameterizedTest
    @MethodSource("rates")
    void annealsAsTorchDoes(Rates expected) {
        var recipe = DigitTraining.recipe(14)
                .withOptimizer(OptimizerSettings.parse("sgd:lr=0.4"))
                .withSchedule(Schedule.constant())
                .withAveraging(Averaging.parse(expected.averaging()));
        for (int epoch = 0; epoch < 14; epoch++) {
            assertThat(recipe.learningRate(epoch * 10L, 10, 1))
                    .as("in epoch %d", epoch)
                    .isCloseTo(expected.rates().get(epoch), within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'swa:start=0.5', 40, '30, 40'",
        "'swa:start=0.5,steps=7', 40, '27, 34'",
        "'swa:start=1,every=2', 60, '30, 50'",
        "'ema:steps=16', 40, '16, 32'",
        "'ema:start=0.9', 40, '37, 38, 39, 40'",
    })
    void takesParametersInTurn(String text, int last, String expected) {
        var rule = Averaging.parse(text);
        var taken = Stream.iterate(1, step -> step <= last, step -> step + 1)
                .filter(step -> rule.takes(step, 10, 4))
                .map(String::valueOf)
                .toList();
        assertThat(String.join(", ", taken)).isEqualTo(expected);
    }

    @Test
    void evaluatesAndKeepsAveragesOnceThereAreSome() throws IOException {
        var recipe = DigitTraining.recipe(4)
                .withAveraging(Averaging.parse("swa:start=2"))
                .withCheckpointEpochs(List.of(0, 1, 2, 3));
        var recorder = new MemoryRecorder();
        var result = digits.train(recipe, recorder, Listener.NONE);
        assertThat(recorder.averages).containsOnlyKeys(3, 4);
        var epochs = recorder.of("epoch");
        assertThat(epochs.get(2).values()).doesNotContainKey("test_averaged_loss");
        assertThat(epochs.get(4).values()).containsKeys("test_averaged_loss", "train_averaged_accuracy");
        assertThat(result.evaluations()).containsKeys("train", "test", "train_averaged", "test_averaged");
        var averaged = result.averaged().orElseThrow();
        assertThat(Objects.requireNonNull(averaged.find("1.weight")).toDoubles())
                .containsExactly(meanOfLast(recorder), within(1e-6)); // the rounding of float32
        assertThat(result.steps()).isEqualTo(4 * STEPS_PER_EPOCH);
    }

    private static double[] meanOfLast(MemoryRecorder recorder) {
        var third = Objects.requireNonNull(
                        Objects.requireNonNull(recorder.checkpoints.get(3)).find("1.weight"))
                .toDoubles();
        var fourth = Objects.requireNonNull(
                        Objects.requireNonNull(recorder.checkpoints.get(4)).find("1.weight"))
                .toDoubles();
        var mean = new double[third.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (third[i] + fourth[i]) / 2;
        }
        return mean;
    }

    /** The statistics of the hidden layer before its batch norm, over equal batches: mean of means, mean of variances. */
    @Test
    void statisticsAreThoseOfTheAverage() throws IOException {
        var recipe = DigitTraining.recipe(2).withAveraging(Averaging.parse("ema:decay=0.9"));
        var averaged = digits.train(recipe, TrainingRecorder.NONE, Listener.NONE)
                .averaged()
                .orElseThrow();
        try (var scope = new PointerScope()) {
            var weight = Tensors.fromArray(Objects.requireNonNull(averaged.find("1.weight")));
            var bias = Tensors.fromArray(Objects.requireNonNull(averaged.find("1.bias")));
            var hidden = digits.data
                    .training()
                    .inputs()
                    .flatten(1, -1)
                    .mm(weight.t())
                    .add(bias);
            var mean = Tensors.toDoubles(hidden.mean(0));
            var running =
                    Objects.requireNonNull(averaged.find("2.running_mean")).toDoubles();
            assertThat(running).containsExactly(mean, within(1e-5));
            assertThat(Objects.requireNonNull(averaged.find("2.num_batches_tracked"))
                            .toDoubles())
                    .containsExactly(STEPS_PER_EPOCH);
        }
    }

    /** An average of parameters that stay is where they are, and is measured alike. */
    @Test
    void averageOfAFrozenNetworkIsTheNetwork() throws IOException {
        var recipe = DigitTraining.recipe(2)
                .withOptimizer(OptimizerSettings.parse("sgd:lr=0"))
                .withAveraging(Averaging.parse("ema:decay=0.5"));
        var result = Training.train(
                new AffineModel(64, 10),
                TrainingTest.affineStart(),
                digits.data,
                recipe,
                TrainingRecorder.NONE,
                Listener.NONE);
        assertThat(result.evaluations().get("test_averaged"))
                .isEqualTo(result.evaluations().get("test"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ema:decay=0.99,warmup=true,steps=4,start=0.5",
                "swa:start=0.75,every=2",
                "swa:start=3.0,steps=5,swa_lr=0.05,anneal_epochs=2.0,anneal_strategy=linear"
            })
    void textFormsReadBack(String text) {
        assertThat(Averaging.parse(text).text()).isEqualTo(text);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Averaging.parse("mean"))
                .hasMessage("averaging 'mean' is unknown; choose one of ema, swa");
        assertThatThrownBy(() -> Averaging.parse("ema:decay=1"))
                .hasMessage("ema decay 1.0 must be at least 0 and below 1");
        assertThatThrownBy(() -> Averaging.parse("swa:every=0.5"))
                .hasMessage("averaging swa: every=0.5 must be a whole number of at least 1");
        assertThatThrownBy(() -> Averaging.parse("swa:every=1,steps=4"))
                .hasMessage("averaging swa: every counts epochs and steps counts steps; give one");
        assertThatThrownBy(() -> Averaging.parse("swa:anneal_epochs=4"))
                .hasMessage("swa anneal_epochs leads to a learning rate; give it with swa_lr");
    }
}
