package dev.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.data.DataRecipe;
import dev.orograph.monitor.AlarmPlan;
import dev.orograph.monitor.Monitoring;
import dev.orograph.monitor.ProbePlan;
import dev.orograph.network.ModelRecipe;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.run.Manifest;
import dev.orograph.run.MetricsRecord;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that are looked at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoringTest {
    private DigitTraining digits;

    @BeforeAll
    void loadsDigits() throws IOException {
        digits = new DigitTraining();
    }

    @AfterAll
    void closesDigits() {
        digits.close();
    }

    private static Monitoring monitoring(String probes, String alarms) {
        return new Monitoring(ProbePlan.parse(probes), AlarmPlan.parse(alarms), false);
    }

    private TrainingResult train(
            TrainingRecipe recipe, Monitoring monitoring, TrainingRecorder recorder, Listener listener)
            throws IOException {
        return Training.train(digits.model, digits.start(), digits.data, recipe, monitoring, recorder, listener);
    }

    private static void assertSame(NamedArrays found, NamedArrays expected) {
        assertThat(found.names()).isEqualTo(expected.names());
        for (NamedArray block : expected.blocks()) {
            var other = Objects.requireNonNull(found.find(block.name()));
            assertThat(other.data()).as(block.name()).isEqualTo(block.data());
        }
    }

    /** Hears what is said, and cancels before a step. */
    private static final class Ear implements Listener {
        private final List<String> messages = new ArrayList<>();
        private int stepsLeft;

        Ear(int cancelledBefore) {
            this.stepsLeft = cancelledBefore;
        }

        @Override
        public void onProgress(Progress progress) {}

        @Override
        public void onMessage(String message) {
            messages.add(message);
        }

        @Override
        public boolean isCancelled() {
            return stepsLeft-- == 0;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"economy", "standard", "full"})
    void changesNothingOfTheTraining(String probes) throws IOException {
        var recipe = DigitTraining.recipe(2).withThreads(2);
        var bare = new MemoryRecorder();
        var expected = train(recipe, Monitoring.NONE, bare, Listener.NONE);
        var recorder = new MemoryRecorder();
        var found = train(recipe, monitoring(probes, "warn"), recorder, Listener.NONE);
        assertSame(found.parameters(), expected.parameters());
        assertSame(found.state(), expected.state());
        assertThat(found.evaluations()).isEqualTo(expected.evaluations());
        for (int i = 0; i < bare.of("step").size(); i++) {
            assertThat(recorder.of("step").get(i).values())
                    .containsAllEntriesOf(bare.of("step").get(i).values());
        }
        assertThat(recorder.of("step").get(0).values().size()).isGreaterThan(20);
    }

    /** Where a network treats samples alone, batches are taken apart among the threads. */
    @Test
    void changesNothingWhereThreadsShareABatch() throws IOException {
        var data = digits.data.training();
        try (var scope = new PointerScope();
                var model = ModelRecipe.of("mlp").build(data.inputShape(), 10)) {
            var theta = RandomStream.of(1, 2).gaussians(model.layout().elements(), Precision.FLOAT32);
            var start = model.layout().toArrays(theta.mul(new Scalar(0.05)));
            var recipe = TrainingRecipe.of(
                            1,
                            300,
                            OptimizerSettings.parse("adam"),
                            DigitTraining.recipe(1).loss())
                    .withThreads(2);
            var expected = Training.train(model, start, digits.data, recipe, TrainingRecorder.NONE, Listener.NONE);
            var found = Training.train(
                    model, start, digits.data, recipe, monitoring("full", "off"), TrainingRecorder.NONE, Listener.NONE);
            assertSame(found.parameters(), expected.parameters());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 13, 15, 29})
    void goesOnWithTheSameRecords(int step) throws IOException {
        var recipe = DigitTraining.recipe(2);
        var monitoring = monitoring("full,histograms@3,lambda_max@5,trace@9", "warn,update_ratio=warn");
        var unbroken = new MemoryRecorder();
        var said = new Ear(-1);
        train(recipe, monitoring, unbroken, said);
        var recorder = new MemoryRecorder();
        var first = new Ear(step);
        train(recipe, monitoring, recorder, first);
        var second = new Ear(-1);
        train(recipe, monitoring, recorder, second);
        assertThat(recorder.records).isEqualTo(unbroken.records);
        assertThat(unbroken.of("alarm")).isNotEmpty();
        assertThat(said.messages).hasSameSizeAs(unbroken.of("alarm"));
    }

    @Test
    void anAlarmThatStopsKeepsTheStep() throws IOException {
        var recipe = DigitTraining.recipe(2);
        var monitoring = monitoring("update_ratio@1", "warn,update_ratio=stop");
        var recorder = new MemoryRecorder();
        var ear = new Ear(-1);
        var result = train(recipe, monitoring, recorder, ear);
        assertThat(result.outcome()).isEqualTo(Outcome.ALARMED);
        var alarm = recorder.of("alarm").get(0);
        assertThat(alarm.text("alarm")).isEqualTo("update_ratio");
        assertThat(alarm.text("reaction")).isEqualTo("stop");
        assertThat(alarm.step()).isEqualTo(result.steps()).isEqualTo(20);
        assertThat(ear.messages).containsExactly("alarm at step 20: " + alarm.text("message") + "; stopping");
        assertThat(recorder.kept).containsOnlyKeys(20L);
        for (var block : result.parameters().blocks()) {
            assertThat(Objects.requireNonNull(recorder.kept.get(20L)).find(block.name()))
                    .isNotNull();
        }
        var whole = new MemoryRecorder();
        train(recipe, monitoring("update_ratio@1", "warn"), whole, Listener.NONE);
        var resumed = result;
        while (resumed.outcome() == Outcome.ALARMED) {
            resumed = train(recipe, monitoring, recorder, Listener.NONE);
        }
        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
        // each time it stopped for another layer, never twice for one
        assertThat(recorder.of("alarm"))
                .extracting(record -> record.text("alarm") + record.text("layer"))
                .doesNotHaveDuplicates();
        assertThat(recorder.of("step")).isEqualTo(whole.of("step"));
    }

    @Test
    void divergenceIsTracedToALayer() throws IOException {
        var recipe = TrainingRecipe.of(
                5,
                100,
                OptimizerSettings.parse("sgd:lr=1e30"),
                DigitTraining.recipe(1).loss());
        var recorder = new MemoryRecorder();
        var ear = new Ear(-1);
        var result = train(recipe, monitoring("none", "warn,nan=stop"), recorder, ear);
        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        var alarms = recorder.of("alarm").stream()
                .filter(record -> record.text("alarm").equals("nan"))
                .toList();
        assertThat(alarms).hasSize(1);
        assertThat(alarms.get(0).text("message")).contains("first not finite: ");
        assertThat(alarms.get(0).text("layer")).isNotEmpty();
        assertThat(recorder.kept).containsOnlyKeys(result.steps());
        assertThat(ear.messages).anyMatch(message -> message.startsWith("alarm at step " + result.steps()));
    }

    @Test
    void basicProbesCanBeThinnedOut() throws IOException {
        var recorder = new MemoryRecorder();
        train(
                DigitTraining.recipe(1),
                monitoring("loss@5,accuracy@off,learning_rate@off,gradient_norm@off", "off"),
                recorder,
                Listener.NONE);
        assertThat(recorder.of("step")).extracting(MetricsRecord::step).containsExactly(1L, 6L, 11L);
        assertThat(recorder.of("step").get(1).values()).containsOnlyKeys("loss");
    }

    @Test
    void oldManifestsHaveNoMonitoring() {
        var experiment = Experiment.of(ModelRecipe.of("mlp"), DataRecipe.of("digits"), DigitTraining.recipe(1));
        var settings = Manifest.of("train", experiment).settings();
        settings.remove("monitoring");
        assertThat(Manifest.of("train", settings).settings(Experiment.class)).isEqualTo(experiment);
        var monitored = experiment.withMonitoring(monitoring("economy,alpha@7", "stop,plateau=off"));
        assertThat(Manifest.of("train", monitored).settings(Experiment.class)).isEqualTo(monitored);
    }
}
