package dev.orograph.bench;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.data.DataRecipe;
import dev.orograph.data.DataSet;
import dev.orograph.data.Split;
import dev.orograph.monitor.AlarmPlan;
import dev.orograph.monitor.Monitoring;
import dev.orograph.monitor.ProbePlan;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.Initialization;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;

/**
 * How much longer a training takes with each preset of probes than with none, on an MLP and a convolutional network, side
 * by side: in every round each preset trains once, and the median over rounds of the ratio to {@code none} in the same
 * round is printed.
 *
 * <pre>ProbeCost DATA-DIRECTORY [ROUNDS [SAMPLES [THREADS]]]</pre>
 */
public final class ProbeCost {
    private static final List<Case> CASES = List.of(
            new Case("mlp", new ModelRecipe("mlp", Map.of("widths", "256,192,128,64")), "fashion-mnist", 256, 1),
            new Case("lenet", ModelRecipe.of("lenet"), "fashion-mnist", 128, 4));

    private ProbeCost() {}

    /**
     * A network to train.
     *
     * @param share divides the number of samples, so that cases take about as long as each other
     */
    private record Case(String name, ModelRecipe model, String data, int batchSize, int share) {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 4) {
            System.err.println("usage: ProbeCost DATA-DIRECTORY [ROUNDS [SAMPLES [THREADS]]]");
            System.exit(2);
        }
        var directory = Path.of(arguments[0]);
        int rounds = number(arguments, 1, 5);
        int samples = number(arguments, 2, 60_000);
        int threads = number(arguments, 3, 2);
        for (var each : CASES) {
            measure(each, directory, rounds, samples / each.share, threads);
        }
    }

    private static int number(String[] arguments, int position, int byDefault) {
        return arguments.length > position ? Integer.parseInt(arguments[position]) : byDefault;
    }

    private static void measure(Case each, Path directory, int rounds, int samples, int threads) throws IOException {
        try (var data = DataRecipe.of(each.data)
                        .load(directory, Split.TRAIN, OptionalInt.of(samples), Listener.NONE);
                var model = (ArchitectureModel) each.model.build(data.inputShape(), data.outputs())) {
            var start = start(model);
            var recipe = TrainingRecipe.of(1, each.batchSize, Adam.defaults(), Loss.byName("cross-entropy"))
                    .withThreads(threads);
            var seconds = new HashMap<String, double[]>();
            // the first round warms up and does not count
            for (int round = -1; round < rounds; round++) {
                for (var preset : ProbePlan.presets()) {
                    double taken = train(model, start, data, recipe, preset);
                    if (round >= 0) {
                        seconds.computeIfAbsent(preset, name -> new double[rounds])[round] = taken;
                    }
                }
            }
            print(each, data, seconds);
        }
    }

    private static NamedArrays start(ArchitectureModel model) {
        try (var scope = new PointerScope();
                var state = model.initialState()) {
            var theta = Initialization.defaults().initialTheta(model.program(), 0);
            var blocks = new ArrayList<NamedArray>(model.layout().toArrays(theta).blocks());
            blocks.addAll(state.toArrays().blocks());
            return NamedArrays.of(blocks);
        }
    }

    private static double train(
            ArchitectureModel model, NamedArrays start, DataSet data, TrainingRecipe recipe, String preset)
            throws IOException {
        var monitoring = new Monitoring(ProbePlan.parse(preset), AlarmPlan.parse("warn"), false);
        long begun = System.nanoTime();
        Training.train(
                model,
                start,
                new TrainingData(data, Map.of()),
                recipe,
                monitoring,
                TrainingRecorder.NONE,
                Listener.NONE);
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void print(Case each, DataSet data, Map<String, double[]> seconds) {
        var none = seconds.getOrDefault("none", new double[0]);
        for (var preset : ProbePlan.presets()) {
            var own = seconds.getOrDefault(preset, new double[0]);
            var ratios = new double[own.length];
            Arrays.setAll(ratios, round -> own[round] / none[round]);
            System.out.printf(
                    Locale.ROOT,
                    "%-6s %6d samples  %-9s %8.3f s  %.3f of none%n",
                    each.name,
                    data.size(),
                    preset,
                    median(own),
                    median(ratios));
        }
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
