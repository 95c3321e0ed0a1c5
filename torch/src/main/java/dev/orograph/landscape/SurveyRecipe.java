package dev.orograph.landscape;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.network.ModelRecipe;
import dev.orograph.tensor.Precision;
import dev.orograph.training.Experiment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that determines a surface: another process that has the same files can rebuild the survey from it and go on with
 * it. Plain values, written as JSON into journals and results.
 *
 * @param model the network
 * @param weights file of its parameters and state at the centre; empty for a TorchScript module, which has its own
 * @param data the data set
 * @param splits the parts over which the loss is the mean, each on its own
 * @param limit at most so many samples of each part, the first in file order
 * @param sampling on how many of these samples each cell is measured; with prefixes, {@code limit} takes the first of the
 *     shuffle
 * @param plane the line, plane or volume
 * @param batchNorm what batch normalisation uses away from the centre
 * @param grid ranges {@code min:max:points}, x first; {@code auto} or {@code auto:points} where the survey chooses
 * @param loss as {@link dev.orograph.objective.Loss#byName} knows it
 * @param precision element type of the evaluation
 * @param digests SHA-256 of the weights and of each part of the data, so that a resumed survey is the same survey
 * @param measure what is measured beside losses and accuracies; left out of the JSON where it is nothing
 */
public record SurveyRecipe(
        ModelRecipe model,
        Optional<String> weights,
        DataRecipe data,
        List<Split> splits,
        OptionalInt limit,
        Sampling sampling,
        PlaneRecipe plane,
        BatchNormPolicy batchNorm,
        List<String> grid,
        String loss,
        Precision precision,
        Map<String, String> digests,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Measure> measure) {
    public SurveyRecipe {
        splits = List.copyOf(splits);
        grid = List.copyOf(grid);
        digests = Collections.unmodifiableMap(new LinkedHashMap<>(digests));
        if (splits.isEmpty()) {
            throw new IllegalArgumentException("a survey needs at least one split of the data");
        }
        if (grid.size() != plane.dimensions()) {
            throw new IllegalArgumentException(
                    "a survey along " + plane.dimensions() + " directions needs as many ranges, not " + grid.size());
        }
        if (measure.isPresent()) {
            measure.get().require(splits, batchNorm, sampling, precision);
        }
    }

    /** A survey of losses and accuracies alone. */
    public SurveyRecipe(
            ModelRecipe model,
            Optional<String> weights,
            DataRecipe data,
            List<Split> splits,
            OptionalInt limit,
            Sampling sampling,
            PlaneRecipe plane,
            BatchNormPolicy batchNorm,
            List<String> grid,
            String loss,
            Precision precision,
            Map<String, String> digests) {
        this(
                model,
                weights,
                data,
                splits,
                limit,
                sampling,
                plane,
                batchNorm,
                grid,
                loss,
                precision,
                digests,
                Optional.empty());
    }

    /**
     * A survey of what an experiment found, with its data and loss, in float32.
     *
     * @param weights a checkpoint of its run
     * @param ranges {@code min:max:points}, x first
     */
    public static SurveyRecipe around(
            Experiment experiment, Path weights, Split split, PlaneRecipe plane, String... ranges) {
        return new SurveyRecipe(
                experiment.model(),
                Optional.of(weights.toString()),
                experiment.data(),
                List.of(split),
                experiment.limit(),
                Sampling.ALL,
                plane,
                BatchNormPolicy.FROZEN,
                List.of(ranges),
                experiment.training().loss().name(),
                Precision.FLOAT32,
                Map.of());
    }

    /** Number of points along an axis. */
    public int points(int axis) {
        return AutoRange.points(PlaneRecipe.AXES.substring(axis, axis + 1), grid.get(axis));
    }

    /** Number of cells. */
    public long cells() {
        long cells = 1;
        for (int axis = 0; axis < grid.size(); axis++) {
            cells *= points(axis);
        }
        return cells;
    }

    /**
     * The grid itself.
     *
     * @throws IllegalArgumentException if a range is still to be chosen
     */
    public Grid axes() {
        var axes = new ArrayList<Axis>();
        for (int i = 0; i < grid.size(); i++) {
            var range = Axis.parse(PlaneRecipe.AXES.substring(i, i + 1), grid.get(i));
            axes.add(new Axis(plane.axisName(i), range.min(), range.max(), range.count()));
        }
        return new Grid(axes);
    }

    /** The same with another policy for batch normalisation. */
    public SurveyRecipe withBatchNorm(BatchNormPolicy policy) {
        return new SurveyRecipe(
                model, weights, data, splits, limit, sampling, plane, policy, grid, loss, precision, digests, measure);
    }

    /** The same over other parts of the data. */
    public SurveyRecipe withSplits(List<Split> parts) {
        return new SurveyRecipe(
                model, weights, data, parts, limit, sampling, plane, batchNorm, grid, loss, precision, digests,
                measure);
    }

    /** The same over other numbers of samples. */
    public SurveyRecipe withLimit(OptionalInt samples) {
        return new SurveyRecipe(
                model, weights, data, splits, samples, sampling, plane, batchNorm, grid, loss, precision, digests,
                measure);
    }

    /** The same around other weights. */
    public SurveyRecipe withWeights(Path file) {
        return new SurveyRecipe(
                model,
                Optional.of(file.toString()),
                data,
                splits,
                limit,
                sampling,
                plane,
                batchNorm,
                grid,
                loss,
                precision,
                digests,
                measure);
    }

    /** The same on another plane of as many axes. */
    public SurveyRecipe withPlane(PlaneRecipe other) {
        return new SurveyRecipe(
                model, weights, data, splits, limit, sampling, other, batchNorm, grid, loss, precision, digests,
                measure);
    }

    /** The same with other ranges. */
    public SurveyRecipe withGrid(List<String> ranges) {
        return new SurveyRecipe(
                model, weights, data, splits, limit, sampling, plane, batchNorm, ranges, loss, precision, digests,
                measure);
    }

    /** The same with the digests of what it was made from. */
    public SurveyRecipe withDigests(Map<String, String> newDigests) {
        return new SurveyRecipe(
                model,
                weights,
                data,
                splits,
                limit,
                sampling,
                plane,
                batchNorm,
                grid,
                loss,
                precision,
                newDigests,
                measure);
    }

    /** The same with something measured beside losses and accuracies. */
    public SurveyRecipe withMeasure(Optional<Measure> newMeasure) {
        return new SurveyRecipe(
                model,
                weights,
                data,
                splits,
                limit,
                sampling,
                plane,
                batchNorm,
                grid,
                loss,
                precision,
                digests,
                newMeasure);
    }
}
