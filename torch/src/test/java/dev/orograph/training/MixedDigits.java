package dev.orograph.training;

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
import dev.orograph.objective.CrossEntropy;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.OptimizerTable;
import dev.orograph.optimize.Schedule;
import dev.orograph.progress.Listener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The embedded digits in an order drawn at random, four fifths for training and one fifth for the test, and a network of
 * 64 and 32 hidden units. The published test part is of other writers, of whose digits such a network knows 94 % at best,
 * whatever trains it.
 */
final class MixedDigits implements AutoCloseable {
    private static final int SAMPLES = 1797;
    private static final int TEST_SAMPLES = 360;
    private static final long SEED = 1;

    final ArchitectureModel model;
    private final DataSet training;
    private final DataSet test;

    MixedDigits() throws IOException {
        var source = DataSources.byName("digits", DataSettings.defaults(Path.of(".")));
        try (var scope = new PointerScope();
                var first = source.load(DataRequest.of(Split.TRAIN), Listener.NONE);
                var second = source.load(DataRequest.of(Split.TEST), Listener.NONE);
                var all = DataSet.ofTensors(
                                "digits",
                                torch.cat(new TensorVector(first.inputs(), second.inputs())),
                                torch.cat(new TensorVector(first.targets(), second.targets())),
                                OptionalInt.of(10))
                        .shuffled(SEED, SAMPLES)) {
            this.training = part(all, 0, SAMPLES - TEST_SAMPLES);
            this.test = part(all, SAMPLES - TEST_SAMPLES, TEST_SAMPLES);
        }
        this.model = new ArchitectureModel(Architectures.byName(
                "mlp", ArchitectureOptions.of(training.inputShape(), 10).with("widths", "64,32")));
    }

    private static DataSet part(DataSet all, long from, long count) {
        return DataSet.ofTensors(
                "digits",
                all.inputs().narrow(0, from, count),
                all.targets().narrow(0, from, count),
                OptionalInt.of(10));
    }

    private NamedArrays start(long seed) {
        try (var scope = new PointerScope()) {
            return model.layout().toArrays(Initialization.defaults().initialTheta(model.program(), seed));
        }
    }

    /** Trains as a row says and gives the accuracy on the test samples, in percent. */
    double accuracy(OptimizerTable.Row row, long seed) throws IOException {
        var optimizer = OptimizerSettings.parse(row.digits());
        var recipe = TrainingRecipe.of(row.epochs(), row.batch(), optimizer, new CrossEntropy())
                .withSchedule(Schedule.parse("cosine"))
                .withSeeds(TrainingRecipe.Seeds.all(seed));
        var data = new TrainingData(training, Map.of("test", test));
        var evaluations = Training.train(model, start(seed), data, recipe, TrainingRecorder.NONE, Listener.NONE)
                .evaluations();
        return Objects.requireNonNull(evaluations.get("test")).accuracyPercent().orElseThrow();
    }

    @Override
    public void close() {
        training.close();
        test.close();
    }
}
