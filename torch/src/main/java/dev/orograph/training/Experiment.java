package dev.orograph.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.orograph.data.DataRecipe;
import dev.orograph.network.InitializationRecipe;
import dev.orograph.network.ModelRecipe;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A whole training: network, data and recipe. The settings of a run's manifest, from which it is repeated.
 *
 * @param model the network
 * @param start file of parameters to start from; empty for fresh ones
 * @param initialization how fresh parameters are drawn; torch's in manifests that do not say
 * @param data the data set
 * @param limit at most so many training and test samples, the first in file order
 * @param training everything else
 */
public record Experiment(
        ModelRecipe model,
        Optional<String> start,
        @JsonProperty(defaultValue = "default") InitializationRecipe initialization,
        DataRecipe data,
        OptionalInt limit,
        TrainingRecipe training) {
    public Experiment {
        if (start.isPresent() && !initialization.equals(InitializationRecipe.defaults())) {
            throw new IllegalArgumentException(
                    "initialiser " + initialization + " draws fresh parameters, but those of " + start.get()
                            + " are to be the start; leave one of them out");
        }
    }

    /** Fresh parameters as torch draws them, all samples. */
    public static Experiment of(ModelRecipe model, DataRecipe data, TrainingRecipe training) {
        return new Experiment(
                model, Optional.empty(), InitializationRecipe.defaults(), data, OptionalInt.empty(), training);
    }

    public Experiment withStart(Optional<String> file) {
        return new Experiment(model, file, initialization, data, limit, training);
    }

    public Experiment withInitialization(InitializationRecipe recipe) {
        return new Experiment(model, start, recipe, data, limit, training);
    }

    public Experiment withTraining(TrainingRecipe recipe) {
        return new Experiment(model, start, data, limit, recipe);
    }

    public Experiment withLimit(OptionalInt samples) {
        return new Experiment(model, start, initialization, data, samples, training);
    }
}
