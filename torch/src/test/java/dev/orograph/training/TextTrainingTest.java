package dev.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.array.NamedArrays;
import dev.orograph.data.DataRequest;
import dev.orograph.data.DataSet;
import dev.orograph.data.DataSettings;
import dev.orograph.data.DataSources;
import dev.orograph.data.Split;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.ArchitectureOptions;
import dev.orograph.network.Architectures;
import dev.orograph.network.Initialization;
import dev.orograph.network.TextSampler;
import dev.orograph.network.Weights;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import dev.orograph.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of characters learns a text that repeats one sentence. */
class TextTrainingTest {
    private static final String TEXT = "a map of the hill, drawn by hand in one evening.\n".repeat(30);

    @TempDir
    Path folder;

    private DataSet data;
    private String name;

    @BeforeEach
    void writeText() throws IOException {
        name = "text:" + Files.writeString(folder.resolve("map.txt"), TEXT) + ",context=16,stride=3,test=0";
        data = DataSources.byName(name, DataSettings.defaults(folder)).load(DataRequest.of(Split.TRAIN), Listener.NONE);
    }

    @AfterEach
    void close() {
        data.close();
    }

    private ArchitectureModel model(String dropout) {
        return new ArchitectureModel(Architectures.byName(
                "gpt",
                ArchitectureOptions.of(data.inputShape(), data.outputs())
                        .with("width", "24")
                        .with("layers", "1")
                        .with("dropout", dropout)));
    }

    private TrainingResult train(ArchitectureModel model, int epochs, TrainingRecorder recorder, Listener listener)
            throws IOException {
        var recipe = TrainingRecipe.of(epochs, 32, OptimizerSettings.parse("adam:lr=0.01"), new CrossEntropy());
        return Training.train(
                model, start(model), new TrainingData(data, Map.of("train", data)), recipe, recorder, listener);
    }

    private static NamedArrays start(ArchitectureModel model) {
        try (var scope = new PointerScope()) {
            return model.layout().toArrays(Initialization.defaults().initialTheta(model.program(), 1));
        }
    }

    /** The loss of who knows how often each character occurs, and nothing else. */
    private static double unigramEntropy() {
        var counts = TEXT.chars().boxed().collect(Collectors.groupingBy(c -> c, Collectors.counting()));
        return counts.values().stream()
                .mapToDouble(count -> -(double) count / TEXT.length() * Math.log((double) count / TEXT.length()))
                .sum();
    }

    @Test
    void learnsMoreThanHowOftenCharactersOccurAndWritesTheSentence() throws IOException {
        var model = model("0");
        var result = train(model, 12, TrainingRecorder.NONE, Listener.NONE);
        var value = Objects.requireNonNull(result.evaluations().get("train"));
        assertThat(value.loss()).isLessThan(unigramEntropy() / 3);
        assertThat(value.accuracyPercent().orElseThrow()).isBetween(70.0, 100.0);
        try (var weights = Weights.of(result.parameters(), model, Precision.FLOAT32)) {
            var sampler = new TextSampler(model, weights, DataSources.vocabulary(name), 16);
            assertThat(sampler.continuation("a map of the", 12, 0, 0)).isEqualTo(" hill, drawn");
            var drawn = sampler.continuation("a", 40, 1.5, 7);
            assertThat(sampler.continuation("a", 40, 1.5, 7)).isEqualTo(drawn).hasSize(40);
            assertThat(sampler.continuation("a", 40, 1.5, 8)).isNotEqualTo(drawn);
        }
    }

    @Test
    void goesOnToTheBitWhereItWasInterrupted() throws IOException {
        var model = model("0.1");
        var unbroken = new MemoryRecorder();
        var expected = train(model, 1, unbroken, Listener.NONE);
        var recorder = new MemoryRecorder();
        train(model, 1, recorder, new Interruption(recorder));
        assertThat(recorder.records.size()).isLessThan(unbroken.records.size());
        var resumed = train(model, 1, recorder, Listener.NONE);
        for (var block : expected.parameters().blocks()) {
            var other = Objects.requireNonNull(resumed.parameters().find(block.name()));
            assertThat(Arrays.equals(other.toDoubles(), block.toDoubles()))
                    .as(block.name())
                    .isTrue();
        }
        assertThat(recorder.records).isEqualTo(unbroken.records);
    }

    /** Asks to stop after a few steps. */
    private record Interruption(MemoryRecorder recorder) implements Listener {
        @Override
        public void onProgress(Progress progress) {}

        @Override
        public boolean isCancelled() {
            return recorder.of("step").size() >= 5;
        }
    }
}
