package dev.orograph.training;

import dev.orograph.data.DataRecipe;
import dev.orograph.monitor.Monitoring;
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
 * @param monitoring how the training is looked at; empty for {@link Monitoring#NONE}
 */
public record Experiment(
        ModelRecipe model,
        Optional<String> start,
        Optional<InitializationRecipe> initialization,
        DataRecipe data,
        OptionalInt limit,
        TrainingRecipe training,
        Optional<Monitoring> monitoring) {
    public Experiment {
        if (start.isPresent() && initialization.isPresent()) {
            throw new IllegalArgumentException(
                    "initialiser " + initialization.get() + " draws fresh parameters, but those" + " of " + start.get()
                            + " are to be the start; leave one of them out");
        }
    }

    /** Fresh parameters as torch draws them, all samples, nothing seen but losses and accuracies. */
    public static Experiment of(ModelRecipe model, DataRecipe data, TrainingRecipe training) {
        return new Experiment(
                model, Optional.empty(), Optional.empty(), data, OptionalInt.empty(), training, Optional.empty());
    }

    /** How fresh parameters are drawn. */
    public InitializationRecipe initializer() {
        return initialization.orElse(InitializationRecipe.defaults());
    }

    public Experiment withStart(Optional<String> file) {
        return new Experiment(model, file, initialization, data, limit, training, monitoring);
    }

    public Experiment withInitialization(InitializationRecipe recipe) {
        var chosen = recipe.equals(InitializationRecipe.defaults())
                ? Optional.<InitializationRecipe>empty()
                : Optional.of(recipe);
        return new Experiment(model, start, chosen, data, limit, training, monitoring);
    }

    public Experiment withTraining(TrainingRecipe recipe) {
        return new Experiment(model, start, initialization, data, limit, recipe, monitoring);
    }

    public Experiment withLimit(OptionalInt samples) {
        return new Experiment(model, start, initialization, data, samples, training, monitoring);
    }

    public Experiment withMonitoring(Monitoring newMonitoring) {
        return new Experiment(model, start, initialization, data, limit, training, Optional.of(newMonitoring));
    }
}
