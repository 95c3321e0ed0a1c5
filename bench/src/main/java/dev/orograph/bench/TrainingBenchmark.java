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

/** Epochs of one network with Adam at 1e-3, as the command line trains it, without files. */
final class TrainingBenchmark implements AutoCloseable {
    private final Subject subject;
    private final DataSet data;
    private final Model model;
    private final NamedArrays start;

    private TrainingBenchmark(Subject subject, DataSet data, Model model, NamedArrays start) {
        this.subject = subject;
        this.data = data;
        this.model = model;
        this.start = start;
    }

    /**
     * What is trained.
     *
     * @param name what tells it from the others
     * @param model a built-in architecture
     * @param options of the architecture
     * @param data name of the data set
     * @param normalisation as the command line has it
     * @param padding pixels of zero on each side
     * @param samples the first so many training images
     * @param batch samples of a step
     * @param weights file of the start
     */
    record Subject(
            String name,
            String model,
            Map<String, String> options,
            String data,
            String normalisation,
            int padding,
            int samples,
            int batch,
            String weights) {}

    /**
     * What an epoch took.
     *
     * @param seconds from start to end, with the loop's metrics of every step but no evaluation of the data sets
     * @param steps optimizer steps
     * @param samples samples seen
     */
    record Result(double seconds, long steps, long samples) {}

    static TrainingBenchmark open(Path directory, Subject subject) throws IOException {
        var data = new DataRecipe(subject.data(), subject.normalisation(), subject.padding(), 0, 0)
                .load(directory, Split.TRAIN, OptionalInt.of(subject.samples()), Listener.NONE);
        var model = new ModelRecipe(subject.model(), subject.options()).build(data.inputShape(), 10);
        return new TrainingBenchmark(subject, data, model, Safetensors.read(Path.of(subject.weights())));
    }

    Result run(int threads, int epochs) throws IOException {
        var recipe = TrainingRecipe.of(epochs, subject.batch(), Adam.defaults(), Loss.byName("cross-entropy"))
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
