package dev.orograph.sweep;

import dev.orograph.data.DataRecipe;
import dev.orograph.monitor.AlarmPlan;
import dev.orograph.monitor.Monitoring;
import dev.orograph.monitor.ProbePlan;
import dev.orograph.network.InitializationRecipe;
import dev.orograph.network.ModelRecipe;
import dev.orograph.objective.Loss;
import dev.orograph.optimize.Averaging;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.Schedule;
import dev.orograph.tensor.Precision;
import dev.orograph.training.EarlyStopping;
import dev.orograph.training.Experiment;
import dev.orograph.training.SuitableLoss;
import dev.orograph.training.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everything about a training as text by name, the names being those of the flags of {@code orograph train}; what is not
 * named has its default. Parameters of the architecture are {@code model.NAME}.
 *
 * @param texts by name
 */
public record TrainingSettings(Map<String, String> texts) {
    private static final String MODEL_PREFIX = "model.";
    private static final Set<String> NAMES = Set.of(
            "model",
            "data",
            "normalisation",
            "pad",
            "validation",
            "limit",
            "weights",
            "init",
            "epochs",
            "batch-size",
            "optimizer",
            "lr",
            "schedule",
            "averaging",
            "loss",
            "probes",
            "alarms",
            "clip-norm",
            "clip-value",
            "augment",
            "patience",
            "checkpoints",
            "seed",
            "seed-weights",
            "seed-order",
            "seed-dropout",
            "threads",
            "dtype");

    public TrainingSettings {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        for (var name : texts.keySet()) {
            if (!NAMES.contains(name) && !(name.startsWith(MODEL_PREFIX) && name.length() > MODEL_PREFIX.length())) {
                throw new IllegalArgumentException("training setting '" + name + "' is unknown; choose one of "
                        + String.join(", ", NAMES.stream().sorted().toList()) + ", or model.NAME for a parameter of the"
                        + " architecture");
            }
        }
    }

    /** Defaults everywhere. */
    public static TrainingSettings defaults() {
        return new TrainingSettings(Map.of());
    }

    /** Defaults for a network and a data set. */
    public static TrainingSettings of(ModelRecipe model, DataRecipe data) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("model", model.name());
        model.parameters().forEach((name, text) -> texts.put(MODEL_PREFIX + name, text));
        texts.put("data", data.name());
        texts.put("normalisation", data.scaling());
        texts.put("pad", Integer.toString(data.padding()));
        texts.put("validation", Integer.toString(data.validationSamples()));
        return new TrainingSettings(texts);
    }

    /** The same with one setting changed. */
    public TrainingSettings with(String name, String text) {
        var more = new LinkedHashMap<>(texts);
        more.put(name, text);
        return new TrainingSettings(more);
    }

    /** The same with a setting where there is none yet. */
    public TrainingSettings withDefault(String name, String text) {
        return texts.containsKey(name) ? this : with(name, text);
    }

    /** The same with one more parameter of the optimizer. */
    TrainingSettings withOptimizerParameter(String key, String value) {
        return with("optimizer", OptimizerSettings.with(text("optimizer", "adam"), key, value));
    }

    private String text(String name, String fallback) {
        return texts.getOrDefault(name, fallback);
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    private <T> Optional<T> read(String name, String wanted, Function<String, T> reader) {
        var text = texts.get(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text.strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("training setting " + name + "=" + text + " must be " + wanted, e);
        }
    }

    private int whole(String name, int fallback) {
        return read(name, "a whole number", Integer::valueOf).orElse(fallback);
    }

    private long seed(String name, long fallback) {
        return read(name, "a whole number", Long::valueOf).orElse(fallback);
    }

    /** The data set alone. */
    public DataRecipe data() {
        var base = DataRecipe.of(text("data", "digits"));
        return new DataRecipe(
                base.name(),
                text("normalisation", base.scaling()),
                whole("pad", base.padding()),
                whole("validation", base.validationSamples()),
                base.seed());
    }

    /** The network alone. */
    public ModelRecipe model() {
        var parameters = new LinkedHashMap<String, String>();
        texts.forEach((name, text) -> {
            if (name.startsWith(MODEL_PREFIX)) {
                parameters.put(name.substring(MODEL_PREFIX.length()), text);
            }
        });
        return new ModelRecipe(text("model", "mlp"), parameters);
    }

    /**
     * What they describe.
     *
     * @param dataDirectory where data sets lie; looked into for the loss and for the parts of the data
     * @throws IOException if the data is missing
     * @throws IllegalArgumentException in one sentence, if a setting cannot be read
     */
    public Experiment experiment(Path dataDirectory) throws IOException {
        var data = data();
        var experiment = Experiment.of(model(), data, training(data, dataDirectory))
                .withStart(text("weights"))
                .withInitialization(InitializationRecipe.parse(text("init", "default")))
                .withLimit(read("limit", "a whole number", Integer::valueOf)
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()));
        return texts.containsKey("probes") || texts.containsKey("alarms")
                ? experiment.withMonitoring(new Monitoring(
                        ProbePlan.parse(text("probes", "none")), AlarmPlan.parse(text("alarms", "off")), false))
                : experiment;
    }

    private TrainingRecipe training(DataRecipe data, Path dataDirectory) throws IOException {
        int epochs = whole("epochs", 10);
        var recipe = TrainingRecipe.of(
                        epochs,
                        whole("batch-size", 128),
                        optimizer(),
                        texts.containsKey("loss")
                                ? Loss.byName(text("loss", ""))
                                : SuitableLoss.of(data, dataDirectory))
                .withSchedule(Schedule.parse(text("schedule", "constant")))
                .withSeeds(seeds())
                .withCheckpointEpochs(checkpoints(epochs))
                .withPrecision(Precision.parse(text("dtype", "float32")))
                .withThreads(whole("threads", 1));
        recipe = texts.containsKey("averaging") ? recipe.withAveraging(Averaging.parse(text("averaging", ""))) : recipe;
        var norm = read("clip-norm", "a number", Double::valueOf);
        var value = read("clip-value", "a number", Double::valueOf);
        recipe = norm.isPresent() ? recipe.withClipNorm(norm.get()) : recipe;
        recipe = value.isPresent() ? recipe.withClipValue(value.get()) : recipe;
        recipe = texts.containsKey("augment") ? recipe.withAugmentation(text("augment", "")) : recipe;
        var patience = read("patience", "a whole number of epochs", Integer::valueOf);
        return patience.isPresent()
                ? recipe.withEarlyStopping(
                        EarlyStopping.of(data.source(dataDirectory).splits(), patience.get()))
                : recipe;
    }

    private OptimizerSettings optimizer() {
        var optimizer = text("optimizer", "adam");
        return OptimizerSettings.parse(text("lr")
                .map(rate -> OptimizerSettings.withLearningRate(optimizer, rate))
                .orElse(optimizer));
    }

    private TrainingRecipe.Seeds seeds() {
        long seed = seed("seed", 0);
        return new TrainingRecipe.Seeds(
                seed("seed-weights", seed), seed("seed-order", seed), seed("seed-dropout", seed), seed);
    }

    /** The start and the end unless epochs are named: a study keeps many runs. */
    private List<Integer> checkpoints(int epochs) {
        var text = text("checkpoints", "0");
        if (text.equals("all")) {
            return IntStream.rangeClosed(0, epochs).boxed().toList();
        }
        return new ArrayList<>(read(
                        "checkpoints",
                        "epochs separated by commas, or all",
                        given -> Stream.of(given.split(","))
                                .map(epoch -> Integer.valueOf(epoch.strip()))
                                .toList())
                .orElse(List.of(0)));
    }
}
