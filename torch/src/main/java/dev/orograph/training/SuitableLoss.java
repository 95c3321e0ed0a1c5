package dev.orograph.training;

import dev.orograph.data.DataRecipe;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.objective.Loss;
import dev.orograph.objective.MeanSquaredError;
import dev.orograph.progress.Listener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The loss for a data set where none is named. */
public final class SuitableLoss {
    private SuitableLoss() {}

    /**
     * Cross-entropy for labels (of log-probabilities it is their negative log-likelihood), mean squared error for numbers.
     *
     * @throws IOException if the data is missing
     */
    public static Loss of(DataRecipe data, Path dataDirectory) throws IOException {
        var split = data.source(dataDirectory).splits().iterator().next();
        try (var sample = data.load(dataDirectory, split, OptionalInt.of(1), Listener.NONE)) {
            return sample.classes().isPresent() ? new CrossEntropy() : new MeanSquaredError();
        }
    }
}
