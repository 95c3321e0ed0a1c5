package dev.orograph.training;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.data.Augmentation;
import dev.orograph.data.DataSet;
import dev.orograph.data.Split;
import dev.orograph.monitor.Monitoring;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.Model;
import dev.orograph.network.Weights;
import dev.orograph.optimize.PlateauSchedule;
import dev.orograph.progress.Listener;
import dev.orograph.provenance.Digest;
import dev.orograph.provenance.Machine;
import dev.orograph.run.Manifest;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Resources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;

/** An experiment with everything it names loaded, ready to be trained. Owns what it loaded; used by one thread. */
public final class ExperimentJob implements AutoCloseable {
    private final Resources resources;
    private final Experiment experiment;
    private final Model model;
    private final Map<String, DataSet> data;
    private final NamedArrays start;

    private ExperimentJob(
            Resources resources, Experiment experiment, Model model, Map<String, DataSet> data, NamedArrays start) {
        this.resources = resources;
        this.experiment = experiment;
        this.model = model;
        this.data = data;
        this.start = start;
    }

    /**
     * Loads the data, builds the network and draws its starting parameters.
     *
     * @param dataDirectory where data sets lie
     * @throws IOException if a file is missing, damaged or belongs to another network
     * @throws IllegalArgumentException if the experiment names something that does not exist
     */
    public static ExperimentJob open(Experiment experiment, Path dataDirectory, Listener listener) throws IOException {
        var resources = new Resources();
        boolean succeeded = false;
        try {
            var data = load(experiment, dataDirectory, listener);
            data.values().forEach(set -> resources.add(set, set::close));
            var job = open(experiment, data, resources, listener);
            succeeded = true;
            return job;
        } finally {
            if (!succeeded) {
                resources.close();
            }
        }
    }

    /**
     * The same on data that somebody else has loaded and keeps until the job is closed; several jobs may share it.
     *
     * @param data by the name of its split, as {@link #load} gives it
     */
    public static ExperimentJob on(Map<String, DataSet> data, Experiment experiment, Listener listener)
            throws IOException {
        var resources = new Resources();
        boolean succeeded = false;
        try {
            var job = open(experiment, data, resources, listener);
            succeeded = true;
            return job;
        } finally {
            if (!succeeded) {
                resources.close();
            }
        }
    }

    /**
     * The data of an experiment by the name of its split; the caller closes it.
     *
     * @throws IOException if a file is missing or damaged
     */
    public static Map<String, DataSet> load(Experiment experiment, Path dataDirectory, Listener listener)
            throws IOException {
        var data = new LinkedHashMap<String, DataSet>();
        boolean succeeded = false;
        try {
            for (var split : experiment.data().source(dataDirectory).splits()) {
                data.put(split.toString(), experiment.data().load(dataDirectory, split, experiment.limit(), listener));
            }
            succeeded = true;
            return data;
        } finally {
            if (!succeeded) {
                data.values().forEach(DataSet::close);
            }
        }
    }

    private static ExperimentJob open(
            Experiment experiment, Map<String, DataSet> data, Resources resources, Listener listener)
            throws IOException {
        var training = data.get(Split.TRAIN.toString());
        if (training == null) {
            throw new IllegalArgumentException("data set " + experiment.data().name() + " has no training split");
        }
        requireSuitable(experiment.training(), training, data.keySet());
        var model = experiment.model().build(training);
        resources.add(model, model::close);
        return new ExperimentJob(resources, experiment, model, data, start(experiment, model, training, listener));
    }

    /** Before a run folder is made for what cannot be trained. */
    private static void requireSuitable(TrainingRecipe recipe, DataSet training, Set<String> splits) {
        recipe.earlyStopping().ifPresent(rule -> {
            if (!splits.contains(rule.set())) {
                throw new IllegalArgumentException("early stopping watches '" + rule.set() + "', but the data has only "
                        + String.join(", ", splits));
            }
        });
        if (recipe.schedule() instanceof PlateauSchedule schedule) {
            WatchedSet.of(schedule, splits);
        }
        recipe.loss().requireTargets(training.name(), training.classes().isPresent());
        if (training.inputShape().rank() != 3
                && !Augmentation.parse(recipe.augmentation()).equals(Augmentation.NONE)) {
            throw new IllegalArgumentException(
                    "augmentation '" + recipe.augmentation() + "' is for images, but samples of " + training.name()
                            + " have shape " + training.inputShape() + "; leave it out");
        }
    }

    private static NamedArrays start(Experiment experiment, Model model, DataSet training, Listener listener)
            throws IOException {
        if (!(model instanceof ArchitectureModel architecture)) {
            throw new IllegalArgumentException("network " + model.description()
                    + " cannot be trained here; TorchScript modules are surveyed as they are");
        }
        if (experiment.start().isPresent()) {
            var file = Path.of(experiment.start().get());
            try (var weights = Weights.load(file, model, Precision.FLOAT32)) {
                return weights.toArrays(model.layout());
            }
        }
        try (var scope = new PointerScope();
                var state = model.initialState()) {
            experiment.initializer().warnings().forEach(listener::onMessage);
            var theta = experiment
                    .initializer()
                    .initialTheta(architecture, experiment.training().seeds().weights(), training.inputs());
            var blocks =
                    new ArrayList<NamedArray>(model.layout().toArrays(theta).blocks());
            blocks.addAll(state.toArrays().blocks());
            return NamedArrays.of(blocks);
        }
    }

    /** Number of parameters of the network. */
    public long parameters() {
        return model.layout().elements();
    }

    /**
     * SHA-256 of each part of the data, by {@code data.} and the name of the split, and of the file of parameters to
     * start from, if there is one, by {@code start}.
     */
    public Map<String, String> digests() throws IOException {
        var digests = new LinkedHashMap<String, String>();
        if (experiment.start().isPresent()) {
            digests.put("start", Digest.of(Path.of(experiment.start().get())));
        }
        data.forEach((split, set) -> digests.put("data." + split.toLowerCase(Locale.ROOT), set.digest()));
        return digests;
    }

    /** What a run of it begins with: the settings, the digests of what was loaded, and this machine. */
    public Manifest manifest() throws IOException {
        var manifest = Manifest.of("train", experiment).with(Machine.current().provenance());
        for (var digest : digests().entrySet()) {
            manifest = manifest.withDigest(digest.getKey(), digest.getValue());
        }
        return manifest;
    }

    /** A sentence about the network and its data. */
    public String description() {
        var training = data.get(Split.TRAIN.toString());
        return String.format(
                Locale.ROOT,
                "%s with %,d parameters, %s",
                model.description(),
                parameters(),
                training == null ? "no data" : training);
    }

    /** Trains, or goes on where the recorder knows to. */
    public TrainingResult train(TrainingRecorder recorder, Listener listener) throws IOException {
        return Training.train(
                model,
                start,
                new TrainingData(training(), data),
                experiment.training(),
                experiment.monitoring().orElse(Monitoring.NONE),
                recorder,
                listener);
    }

    /** Finds how the loss answers to learning rates; the training itself stays as it is. */
    public RateCurve search(RateSearch search, Listener listener) {
        return search.run(model, start, training(), experiment.training(), listener);
    }

    private DataSet training() {
        var training = data.get(Split.TRAIN.toString());
        if (training == null) {
            throw new IllegalStateException("no training data");
        }
        return training;
    }

    @Override
    public void close() {
        resources.close();
    }
}
