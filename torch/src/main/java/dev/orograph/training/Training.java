package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.network.Model;
import dev.orograph.objective.Objective;
import dev.orograph.objective.Value;
import dev.orograph.optimize.Evaluation;
import dev.orograph.optimize.GradientTransform;
import dev.orograph.optimize.LossFunction;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.run.MetricsRecord;
import dev.orograph.tensor.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/**
 * Trains a network. The parts are independent of each other: the network, where it starts, the data, the recipe, and
 * where metrics and checkpoints go.
 */
public final class Training implements AutoCloseable {
    private static final int EVALUATION_BATCH = 1000;
    private static final long PROGRESS_INTERVAL = Duration.ofMillis(100).toNanos();

    private final Model model;
    private final TrainingData data;
    private final TrainingRecipe recipe;
    private final TrainingRecorder recorder;
    private final Listener listener;
    private final long saveInterval;
    private final Batches batches;
    private final TrainingState state;
    private final BatchLoss batchLoss;
    private final GradientTransform clipping;
    private final Stopwatch stopwatch = new Stopwatch();
    private Map<String, Value> evaluations = Map.of();
    private double lastLoss = Double.NaN;
    private long lastProgress = System.nanoTime() - PROGRESS_INTERVAL;
    private long lastSave = System.nanoTime();
    private long samplesHere;

    private Training(
            Model model,
            NamedArrays start,
            TrainingData data,
            TrainingRecipe recipe,
            TrainingRecorder recorder,
            Duration saveInterval,
            Listener listener) {
        this.model = model;
        this.data = data;
        this.recipe = recipe;
        this.recorder = recorder;
        this.listener = listener;
        this.saveInterval = saveInterval.toNanos();
        this.batches = new Batches(data.training(), recipe);
        this.state = TrainingState.at(model, start, recipe);
        this.batchLoss = new BatchLoss(model, recipe, state.state());
        this.clipping = recipe.clipping();
    }
}
