package dev.orograph.training;

import dev.orograph.data.DataRecipe;
import dev.orograph.monitor.Monitoring;
import dev.orograph.network.ModelRecipe;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A whole training: network, data and recipe. The settings of a run's manifest, from which it is repeated.
 *
 * @param model the network
 * @param start file of parameters to start from; empty for fresh ones
 * @param data the data set
 * @param limit at most so many training and test samples, the first in file order
 * @param training everything else
 * @param monitoring how the training is looked at; empty for {@link Monitoring#NONE}
 */
public record Experiment(
        ModelRecipe model,
        Optional<String> start,
        DataRecipe data,
        OptionalInt limit,
        TrainingRecipe training,
        Optional<Monitoring> monitoring) {
    /** Fresh parameters, all samples. */
    public static Experiment of(ModelRecipe model, DataRecipe data, TrainingRecipe training) {
        return new Experiment(model, Optional.empty(), data, OptionalInt.empty(), training, Optional.empty());
    }

    public Experiment withStart(Optional<String> file) {
        return new Experiment(model, file, data, limit, training, monitoring);
    }

    public Experiment withLimit(OptionalInt samples) {
        return new Experiment(model, start, data, samples, training, monitoring);
    }

    public Experiment withMonitoring(Monitoring newMonitoring) {
        return new Experiment(model, start, data, limit, training, Optional.of(newMonitoring));
    }
}
