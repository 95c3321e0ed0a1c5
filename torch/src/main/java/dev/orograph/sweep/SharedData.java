package dev.orograph.sweep;

import dev.orograph.data.DataRecipe;
import dev.orograph.data.DataSet;
import dev.orograph.progress.Listener;
import dev.orograph.training.Experiment;
import dev.orograph.training.ExperimentJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Data sets that several trainings read at once, each loaded once. Thread-safe. */
final class SharedData implements AutoCloseable {
    private final Path directory;
    private final Listener listener;
    private final Map<Key, Map<String, DataSet>> loaded = new HashMap<>();

    SharedData(Path directory, Listener listener) {
        this.directory = directory;
        this.listener = listener;
    }

    private record Key(DataRecipe recipe, OptionalInt limit) {}

    /** An experiment ready to be trained, on data that stays this one's. */
    ExperimentJob open(Experiment experiment, Listener each) throws IOException {
        return ExperimentJob.on(data(experiment), experiment, each);
    }

    private synchronized Map<String, DataSet> data(Experiment experiment) throws IOException {
        var key = new Key(experiment.data(), experiment.limit());
        var data = loaded.get(key);
        if (data == null) {
            data = ExperimentJob.load(experiment, directory, listener);
            loaded.put(key, data);
        }
        return data;
    }

    @Override
    public synchronized void close() {
        loaded.values().forEach(data -> data.values().forEach(DataSet::close));
        loaded.clear();
    }
}
