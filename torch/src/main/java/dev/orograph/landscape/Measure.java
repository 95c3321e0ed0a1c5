package dev.orograph.landscape;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.orograph.data.Split;
import dev.orograph.tensor.Precision;
import java.util.List;

/**
 * What is measured at each cell beside losses and accuracies; plain values, part of a survey's recipe. As JSON,
 * {@code kind} tells which case it is.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface Measure permits CurvatureMeasure {
    /** Names of what is measured, in order. */
    List<String> quantities();

    /**
     * Refuses surveys for which it cannot be measured.
     *
     * @throws IllegalArgumentException saying why, and what to choose
     */
    void require(List<Split> splits, BatchNormPolicy batchNorm, Sampling sampling, Precision precision);

    /**
     * The way to measure it after the losses of each cell; the caller closes the result instead of {@code losses}.
     *
     * @param losses measures losses and accuracies of the same subject on the same plane
     * @param blockSamples samples per pass through the network
     */
    EvaluationPlan beside(EvaluationPlan losses, SurveySubject subject, Plane plane, int blockSamples);
}
