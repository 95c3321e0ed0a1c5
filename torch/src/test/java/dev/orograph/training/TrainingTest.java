package dev.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.objective.AffineModel;
import dev.orograph.objective.NegativeLogLikelihood;
import dev.orograph.objective.Objective;
import dev.orograph.optimize.Averaging;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.Schedule;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.run.Manifest;
import dev.orograph.run.MetricsRecord;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainingTest {
    /** 1,437 training samples in batches of 100. */
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

    /** Cancels before a given step. */
    private static final class StopAt implements Listener {
        private int stepsLeft;

        StopAt(int step) {
            this.stepsLeft = step;
        }

        @Override
        public void onProgress(Progress progress) {}

        @Override
        public boolean isCancelled() {
            return stepsLeft-- == 0;
        }
    }

    @Test
    void learnsDigits() throws IOException {
        var result =
                digits.train(DigitTraining.recipe(20).withAugmentation("none"), TrainingRecorder.NONE, Listener.NONE);
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.steps()).isEqualTo(20 * STEPS_PER_EPOCH);
        var test = Objects.requireNonNull(result.evaluations().get("test"));
        assertThat(test.accuracyPercent().orElseThrow()).isGreaterThan(90);
        assertThat(test.samples()).isEqualTo(360);
    }

    @Test
    void recordsEveryStepAndEpoch() throws IOException {
        var recorder = new MemoryRecorder();
        digits.train(DigitTraining.recipe(2), recorder, Listener.NONE);
        assertThat(recorder.of("step")).hasSize(2 * STEPS_PER_EPOCH);
        var first = recorder.of("step").get(0);
        assertThat(first.step()).isEqualTo(1);
        assertThat(first.values()).containsOnlyKeys("loss", "accuracy", "learning_rate", "gradient_norm");
        assertThat(first.values().get("learning_rate")).isCloseTo(0.01 / STEPS_PER_EPOCH, within(1e-15));
        assertThat(recorder.of("epoch")).extracting(record -> record.epoch()).containsExactly(0, 1, 2);
        assertThat(recorder.of("epoch").get(0).values())
                .containsOnlyKeys("train_loss", "train_accuracy", "test_loss", "test_accuracy");
        assertThat(recorder.of("epoch").get(2).values()).containsKeys("loss", "accuracy");
    }

    @Test
    void epochLossIsTheMeanOverItsSamples() throws IOException {
        var recorder = new MemoryRecorder();
        digits.train(DigitTraining.recipe(1), recorder, Listener.NONE);
        double sum = 0;
        var steps = recorder.of("step");
        for (int i = 0; i < steps.size(); i++) {
            sum += value(steps.get(i), "loss") * (i == 14 ? 37 : 100);
        }
        assertThat(recorder.of("epoch").get(1).values().get("loss")).isCloseTo(sum / 1437, within(1e-12));
    }

    private static double value(MetricsRecord record, String name) {
        return Objects.requireNonNull(record.values().get(name));
    }

    @Test
    void keepsChosenCheckpointsAndTheLast() throws IOException {
        var recorder = new MemoryRecorder();
        var result = digits.train(DigitTraining.recipe(3).withCheckpointEpochs(List.of(0, 2)), recorder, Listener.NONE);
        assertThat(recorder.checkpoints).containsOnlyKeys(0, 2, 3);
        var last = Objects.requireNonNull(recorder.checkpoints.get(3));
        assertSame(last, result.parameters());
        assertSame(last, result.state());
        var start = Objects.requireNonNull(recorder.checkpoints.get(0));
        assertSame(start, digits.start());
    }

    @Test
    void reportedLossIsThatOfTheParameters() throws IOException {
        var result = digits.train(DigitTraining.recipe(1), TrainingRecorder.NONE, Listener.NONE);
        try (var scope = new PointerScope();
                var state = State.fromArrays(result.state().blocks())) {
            var theta = digits.model.layout().fromArrays(result.parameters(), Precision.FLOAT32);
            var test = Objects.requireNonNull(digits.data.evaluated().get("test"));
            var value = Objective.of(
                            digits.model, state, test, DigitTraining.recipe(1).loss())
                    .value(theta);
            assertThat(value).isEqualTo(result.evaluations().get("test"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 14, 15, 16, 37, 45})
    void goesOnToTheBitAfterACancellation(int step) throws IOException {
        assertGoesOn(DigitTraining.recipe(3), step);
    }

    @ParameterizedTest
    @CsvSource({
        "'ema:decay=0.9,warmup=true,steps=4', constant, 2",
        "'ema:decay=0.9,warmup=true,steps=4', constant, 17",
        "'ema:decay=0.9,warmup=true,steps=4', constant, 30",
        "'swa:start=1,swa_lr=0.002,anneal_epochs=1', cosine, 14",
        "'swa:start=1,swa_lr=0.002,anneal_epochs=1', cosine, 31",
        "'swa:start=1,steps=7', 'plateau:patience=0,threshold=0.5,factor=0.3', 16",
        "'swa:start=1,steps=7', 'plateau:patience=0,threshold=0.5,factor=0.3', 44",
        "'swa:start=1,steps=7', 'one-cycle', 44",
    })
    void averagesAndSchedulesGoOnToTheBitToo(String averaging, String schedule, int step) throws IOException {
        assertGoesOn(
                DigitTraining.recipe(3)
                        .withAveraging(Averaging.parse(averaging))
                        .withSchedule(Schedule.parse(schedule)),
                step);
    }

    private void assertGoesOn(TrainingRecipe recipe, int step) throws IOException {
        var unbroken = new MemoryRecorder();
        var expected = digits.train(recipe, unbroken, Listener.NONE);
        var recorder = new MemoryRecorder();
        var cancelled = digits.train(recipe, recorder, new StopAt(step));
        // When the listener says stop after the last step there is nothing left to stop.
        assertThat(cancelled.outcome()).isEqualTo(step < 45 ? Outcome.CANCELLED : Outcome.COMPLETED);
        assertThat(cancelled.steps()).isEqualTo(step);
        if (step < 45) {
            var resumed = digits.train(recipe, recorder, Listener.NONE);
            assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
            assertSame(resumed.parameters(), expected.parameters());
            assertSame(resumed.state(), expected.state());
            assertThat(resumed.evaluations()).isEqualTo(expected.evaluations());
            assertThat(resumed.averaged().isPresent())
                    .isEqualTo(expected.averaged().isPresent());
            if (expected.averaged().isPresent()) {
                assertSame(resumed.averaged().get(), expected.averaged().get());
            }
        }
        unbroken.averages.forEach(
                (epoch, average) -> assertSame(Objects.requireNonNull(recorder.averages.get(epoch)), average));
        assertThat(recorder.records).isEqualTo(unbroken.records);
    }

    private static void assertSame(NamedArrays whole, NamedArrays part) {
        for (var block : part.blocks()) {
            var other = Objects.requireNonNull(whole.find(block.name()));
            assertThat(other.data()).as(block.name()).isEqualTo(block.data());
        }
    }

    @Test
    void divergenceIsAnOutcome() throws IOException {
        var recipe = TrainingRecipe.of(
                5,
                100,
                OptimizerSettings.parse("sgd:lr=1e30"),
                DigitTraining.recipe(1).loss());
        var recorder = new MemoryRecorder();
        var result = digits.train(recipe, recorder, Listener.NONE);
        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.steps()).isLessThan(STEPS_PER_EPOCH);
        assertThat(recorder.checkpoints).containsOnlyKeys(0);
        for (var block : result.parameters().blocks()) {
            assertThat(block.toDoubles()).as(block.name()).doesNotContain(Double.NaN);
        }
    }

    @Test
    void stopsWhenTheWatchedLossNoLongerFalls() throws IOException {
        var recipe = TrainingRecipe.of(
                        50,
                        100,
                        OptimizerSettings.parse("sgd:lr=0"),
                        DigitTraining.recipe(1).loss())
                .withEarlyStopping(new EarlyStopping("train", 3));
        var recorder = new MemoryRecorder();
        var frozen =
                Training.train(new AffineModel(64, 10), affineStart(), digits.data, recipe, recorder, Listener.NONE);
        assertThat(frozen.outcome()).isEqualTo(Outcome.STOPPED_EARLY);
        // The start counts as the first loss; then three epochs bring none below it.
        assertThat(frozen.epochs()).isEqualTo(3);
        assertThat(recorder.checkpoints).containsOnlyKeys(0, 3);
    }

    static NamedArrays affineStart() {
        return NamedArrays.of(List.of(
                NamedArray.of("weight", Shape.of(10, 64), new float[640]),
                NamedArray.of("bias", Shape.of(10), new float[10])));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void trainsInEveryPrecision(Precision precision) throws IOException {
        var recipe = TrainingRecipe.of(
                        5,
                        50,
                        OptimizerSettings.parse("adam:lr=0.01"),
                        DigitTraining.recipe(1).loss())
                .withPrecision(precision);
        var result = Training.train(
                new AffineModel(64, 10), affineStart(), digits.data, recipe, TrainingRecorder.NONE, Listener.NONE);
        var train = Objects.requireNonNull(result.evaluations().get("train"));
        assertThat(train.accuracyPercent().orElseThrow()).isGreaterThan(90);
    }

    @Test
    void recipesSurviveTheManifest() {
        var recipe = DigitTraining.recipe(7)
                .withEarlyStopping(new EarlyStopping("test", 2))
                .withPrecision(Precision.BFLOAT16);
        var manifest = Manifest.of("train", recipe);
        assertThat(manifest.settings(TrainingRecipe.class)).isEqualTo(recipe);
        assertThat(manifest.settings().path("optimizer").stringValue()).isEqualTo("adam:lr=0.01");
        assertThat(manifest.settings().path("loss").stringValue()).isEqualTo("cross-entropy");
    }

    @Test
    void recipesOfManifestsFromBeforeAveragingAreRead() {
        var recipe = DigitTraining.recipe(7);
        var json = JsonMapper.shared();
        var tree = (ObjectNode) json.readTree(json.writeValueAsString(recipe));
        tree.remove("averaging");
        assertThat(json.treeToValue(tree, TrainingRecipe.class)).isEqualTo(recipe);
        var averaged = recipe.withAveraging(Averaging.parse("ema:decay=0.99"));
        assertThat(json.readTree(json.writeValueAsString(averaged))
                        .path("averaging")
                        .stringValue())
                .isEqualTo("ema:decay=0.99");
        assertThat(json.readValue(json.writeValueAsString(averaged), TrainingRecipe.class))
                .isEqualTo(averaged);
    }

    @Test
    void waitsForAPlateauOfTheWatchedLoss() throws IOException {
        // a rate so small that no loss falls by half
        var recipe = DigitTraining.recipe(4)
                .withOptimizer(OptimizerSettings.parse("sgd:lr=1e-6"))
                .withSchedule(Schedule.parse("plateau:factor=0.5,patience=0,threshold=0.5,watch=train"));
        var recorder = new MemoryRecorder();
        digits.train(recipe, recorder, Listener.NONE);
        var rates = recorder.of("step").stream()
                .filter(record -> record.step() % STEPS_PER_EPOCH == 1)
                .map(record -> value(record, "learning_rate"))
                .toList();
        // the first loss is a gain over none
        assertThat(rates).containsExactly(1e-6, 1e-6, 5e-7, 2.5e-7);
        assertThatThrownBy(() -> digits.train(
                        recipe.withSchedule(Schedule.parse("plateau:watch=validation")),
                        TrainingRecorder.NONE,
                        Listener.NONE))
                .hasMessage("the schedule plateau watches 'validation', but only train, test are evaluated");
    }

    @Test
    void saysWhatDoesNotFit() {
        var recipe = DigitTraining.recipe(1).withEarlyStopping(new EarlyStopping("validation", 2));
        assertThatThrownBy(() -> digits.train(recipe, TrainingRecorder.NONE, Listener.NONE))
                .hasMessage("early stopping watches 'validation', but only train, test are evaluated");
        assertThatThrownBy(() -> DigitTraining.recipe(1).withCheckpointEpochs(List.of(2)))
                .hasMessage("checkpoint epoch 2 must lie in 0 to 1, the number of epochs");
        assertThatThrownBy(() -> TrainingRecipe.of(1, 0, OptimizerSettings.parse("sgd"), new NegativeLogLikelihood()))
                .hasMessage("batch size 0 must be at least 1");
    }
}
