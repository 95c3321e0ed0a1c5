package dev.orograph.bench;

import dev.orograph.array.NamedArrays;
import dev.orograph.data.DataRecipe;
import dev.orograph.data.DataSet;
import dev.orograph.data.Split;
import dev.orograph.format.Safetensors;
import dev.orograph.network.Model;
import dev.orograph.network.ModelRecipe;
import dev.orograph.objective.Loss;
import dev.orograph.optimize.Adam;
import dev.orograph.progress.Listener;
import dev.orograph.training.Training;
import dev.orograph.training.TrainingData;
import dev.orograph.training.TrainingRecipe;
import dev.orograph.training.TrainingRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/** One epoch of the MLP 784-256-192-128-64-10 on FashionMNIST as (v/255 − ½)/½, with Adam at 1e-3 and batches of 256, as the command line trains it, without files. */
final class TrainingBenchmark implements AutoCloseable {
    private static final ModelRecipe MODEL = new ModelRecipe("mlp", Map.of("widths", "256,192,128,64"));
    private static final DataRecipe DATA = new DataRecipe("fashion-mnist", "half", 0, 0, 0);

    private final DataSet data;
    private final Model model;
    private final NamedArrays start;

    private TrainingBenchmark(DataSet data, Model model, NamedArrays start) {
        this.data = data;
        this.model = model;
        this.start = start;
    }

    /**
     * What an epoch took.
     *
     * @param seconds from start to end, with the loop's metrics of every step but no evaluation of the data sets
     * @param steps optimizer steps
     * @param samples samples seen
     */
    record Result(double seconds, long steps, long samples) {}

    static TrainingBenchmark open(Path directory, Path weights) throws IOException {
        var data = DATA.load(directory, Split.TRAIN, OptionalInt.empty(), Listener.NONE);
        return new TrainingBenchmark(data, MODEL.build(data.inputShape(), 10), Safetensors.read(weights));
    }

    Result run(int threads, int epochs) throws IOException {
        var recipe = TrainingRecipe.of(epochs, 256, Adam.defaults(), Loss.byName("cross-entropy"))
                .withThreads(threads);
        long begun = System.nanoTime();
        var result = Training.train(
                model, start, new TrainingData(data, Map.of()), recipe, TrainingRecorder.NONE, Listener.NONE);
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Result(seconds, result.steps(), (long) epochs * data.size());
    }

    @Override
    public void close() {
        model.close();
        data.close();
    }
}
