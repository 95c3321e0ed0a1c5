package dev.orograph.training;

import dev.orograph.data.DataSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The data of a training; borrowed, never closed.
 *
 * @param training what the network learns from
 * @param evaluated data sets whose loss and accuracy are recorded after every epoch, in evaluation mode, by the names
 *     they have in the metrics, such as {@code train} and {@code test}; may be empty
 */
public record TrainingData(DataSet training, Map<String, DataSet> evaluated) {
    public TrainingData {
        evaluated = Collections.unmodifiableMap(new LinkedHashMap<>(evaluated));
    }
}
