package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.data.DataRequest;
import dev.orograph.data.DataSet;
import dev.orograph.data.DataSettings;
import dev.orograph.data.DataSources;
import dev.orograph.data.Split;
import dev.orograph.network.Architecture;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.BatchNorm;
import dev.orograph.network.Dropout;
import dev.orograph.network.Flatten;
import dev.orograph.network.Initialization;
import dev.orograph.network.Linear;
import dev.orograph.network.Relu;
import dev.orograph.network.Sequential;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.Schedule;
import dev.orograph.progress.Listener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;

/** The embedded digits and a small network with everything that has a state: batch norm, dropout, momentum. */
final class DigitTraining implements AutoCloseable {
    final ArchitectureModel model = new ArchitectureModel(new Architecture(
            "digit network",
            Map.of(),
            Shape.of(1, 8, 8),
            10,
            Sequential.numbered(List.of(
                    new Flatten(),
                    new Linear(64, 32),
                    new BatchNorm(32),
                    new Relu(),
                    new Dropout(0.2),
                    new Linear(32, 10)))));

    final TrainingData data;

    private final DataSet training;
    private final DataSet test;

    DigitTraining() throws IOException {
        var digits = DataSources.byName("digits", DataSettings.defaults(Path.of(".")));
        this.training = digits.load(DataRequest.of(Split.TRAIN), Listener.NONE);
        this.test = digits.load(DataRequest.of(Split.TEST), Listener.NONE);
        var evaluated = new LinkedHashMap<String, DataSet>();
        evaluated.put("train", training);
        evaluated.put("test", test);
        this.data = new TrainingData(training, evaluated);
    }

    /** Parameters as a seed draws them. */
    NamedArrays start() {
        try (var scope = new PointerScope()) {
            return model.layout().toArrays(Initialization.defaults().initialTheta(model.program(), 1));
        }
    }

    /** Every part of a recipe that has a state or a seed; batches of 100 leave a last one of another size. */
    static TrainingRecipe recipe(int epochs) {
        return TrainingRecipe.of(epochs, 100, OptimizerSettings.parse("adam:lr=0.01"), new CrossEntropy())
                .withSchedule(Schedule.parse("cosine:warmup=1"))
                .withClipNorm(1)
                .withAugmentation("crop:1,rotate:5")
                .withSeeds(new TrainingRecipe.Seeds(1, 2, 3, 4));
    }

    TrainingResult train(TrainingRecipe recipe, TrainingRecorder recorder, Listener listener) throws IOException {
        return Training.train(model, start(), data, recipe, recorder, listener);
    }

    @Override
    public void close() {
        training.close();
        test.close();
    }
}
