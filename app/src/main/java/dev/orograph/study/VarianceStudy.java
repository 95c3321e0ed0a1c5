package dev.orograph.study;

import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.InitializationRecipe;
import dev.orograph.network.ModelRecipe;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.objective.LayerSignal;
import dev.orograph.objective.LayerSignals;
import dev.orograph.objective.Loss;
import dev.orograph.objective.NegativeLogLikelihood;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import dev.orograph.tensor.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

/**
 * A network seen from inside before training: weights, gradients and outputs of every layer for each activation and each
 * start, and which of them keep the variance from layer to layer.
 *
 * @param folder receives everything
 * @param dataDirectory where data sets lie
 * @param data the data set
 * @param samples of the one batch, the first training samples; at least 2
 * @param model the network
 * @param activations tried in it; an empty name leaves it as it is
 * @param starts the initialisers
 * @param seed of the starts
 * @param threads processor threads
 */
public record VarianceStudy(
        Path folder,
        Path dataDirectory,
        DataRecipe data,
        int samples,
        ModelRecipe model,
        List<String> activations,
        List<InitializationRecipe> starts,
        long seed,
        int threads)
        implements Study {
    /** Bins of a histogram: four share a bar, and the curve is smoothed from all. */
    private static final int BINS = 240;

    private static final double SECONDS_PER_CASE = 1.5;

    public VarianceStudy {
        activations = List.copyOf(activations);
        starts = List.copyOf(starts);
        if (samples < 2) {
            throw new IllegalArgumentException("number of samples " + samples + " must be at least 2");
        }
        if (activations.isEmpty() || starts.isEmpty()) {
            throw new IllegalArgumentException(
                    "a study of variances needs at least one activation and one initialiser");
        }
        Threads.require(threads);
    }

    @Override
    public String question() {
        return "The variance in every layer at the start: " + model.name() + " on " + data.name();
    }

    @Override
    public double expectedSeconds() {
        return SECONDS_PER_CASE * activations.size() * starts.size();
    }

    @Override
    public Result run(Listener listener) throws IOException {
        Threads.useInCurrentThread(threads);
        var cases = new ArrayList<VarianceCase>();
        try (var batch = data.load(dataDirectory, Split.TRAIN, OptionalInt.of(samples), listener)) {
            if (batch.classes().isEmpty()) {
                throw new IllegalArgumentException(
                        "data set " + data.name() + " has no classes; choose another with --data");
            }
            for (var activation : activations) {
                for (var start : starts) {
                    if (listener.isCancelled()) {
                        throw new CancellationException("stopped after " + cases.size() + " starts");
                    }
                    try (var network = with(activation).build(batch.inputShape(), batch.outputs())) {
                        if (!(network instanceof ArchitectureModel architecture)) {
                            throw new IllegalArgumentException(
                                    "network " + network.description() + " is not drawn here; choose a built-in one");
                        }
                        Loss loss = architecture.architecture().givesLogProbabilities()
                                ? new NegativeLogLikelihood()
                                : new CrossEntropy();
                        List<LayerSignal> signals = LayerSignals.of(architecture, start, seed, batch, loss, BINS);
                        cases.add(new VarianceCase(activation, start, signals));
                    }
                    long total = (long) activations.size() * starts.size();
                    listener.onProgress(new Progress("passing", cases.size(), total, "start", start.text()));
                }
            }
            return new VarianceReport(this, cases, batch.size()).write(new ReportFolder(folder));
        }
    }

    private ModelRecipe with(String activation) {
        var parameters = new LinkedHashMap<>(model.parameters());
        if (!activation.isEmpty()) {
            parameters.put("activation", activation);
        }
        return new ModelRecipe(model.name(), parameters);
    }
}
