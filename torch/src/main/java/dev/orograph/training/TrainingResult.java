package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.objective.Value;
import dev.orograph.progress.Outcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a training ended.
 *
 * @param outcome completed, cancelled (can be resumed), diverged or stopped early
 * @param parameters θ by block name; after a divergence those at which the loss or the gradient was not finite
 * @param state batch-norm statistics by block name
 * @param averaged averaged parameters with statistics of their own by block name, if the recipe averages and has begun to
 * @param epochs epochs finished
 * @param steps steps taken, those of earlier interrupted parts included
 * @param evaluations of the data sets to be evaluated, at {@code parameters}; with names that end in {@code _averaged}, at
 *     the average too; empty if cancelled
 * @param samplesPerSecond throughput of this part of the training, evaluation and files excluded; 0 if it made no step
 */
public record TrainingResult(
        Outcome outcome,
        NamedArrays parameters,
        NamedArrays state,
        Optional<NamedArrays> averaged,
        int epochs,
        long steps,
        Map<String, Value> evaluations,
        double samplesPerSecond) {
    public TrainingResult {
        evaluations = Collections.unmodifiableMap(new LinkedHashMap<>(evaluations));
    }
}
