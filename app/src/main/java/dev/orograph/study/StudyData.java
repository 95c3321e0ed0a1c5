package dev.orograph.study;

import dev.orograph.array.Shape;
import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.network.ModelRecipe;
import dev.orograph.progress.Listener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What a study must know of its data before the first training.
 *
 * @param input shape of a sample
 * @param classes number of classes
 */
record StudyData(Shape input, int classes) {
    /**
     * Reads one sample.
     *
     * @throws IOException if the data is missing
     * @throws IllegalArgumentException if it has no classes or no test part
     */
    static StudyData of(StudySettings settings) throws IOException {
        return of(settings.data(), settings.dataDirectory());
    }

    static StudyData of(DataRecipe data, Path dataDirectory) throws IOException {
        var splits = data.source(dataDirectory).splits();
        if (!splits.contains(Split.TRAIN) || !splits.contains(Split.TEST)) {
            throw new IllegalArgumentException(
                    "data set " + data.name() + " has no training and test part; choose another with --data");
        }
        try (var sample = data.load(dataDirectory, Split.TRAIN, OptionalInt.of(1), Listener.NONE)) {
            if (sample.classes().isEmpty()) {
                throw new IllegalArgumentException("data set " + data.name()
                        + " has no classes, and studies count wrong answers; choose another with --data");
            }
            return new StudyData(sample.inputShape(), sample.classes().getAsInt());
        }
    }

    /**
     * Whether a network has batch-norm statistics.
     *
     * @throws IllegalArgumentException if there is no such network or it does not suit the data
     */
    boolean givesStatistics(ModelRecipe recipe) throws IOException {
        try (var model = recipe.build(input, classes);
                var state = model.initialState()) {
            return !state.isEmpty();
        }
    }
}
