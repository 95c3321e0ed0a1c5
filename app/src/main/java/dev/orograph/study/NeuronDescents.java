package dev.orograph.study;

import dev.orograph.landscape.FunctionMap;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Series;
import dev.orograph.measurement.Surface;
import dev.orograph.objective.Huber;
import dev.orograph.objective.Loss;
import dev.orograph.objective.MeanAbsoluteError;
import dev.orograph.objective.MeanSquaredError;
import dev.orograph.objective.SmoothL1;
import dev.orograph.training.Descent;
import dev.orograph.training.LinearNeuron;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A linear neuron's ways down four losses by five settings of gradient descent, and the maps of these losses.
 *
 * @param samples on which the neuron learns
 * @param leastSquares weight and bias of the smallest mean squared error
 * @param maps of each loss over bias (x) and weight (y)
 * @param descents all, setting by setting
 */
record NeuronDescents(
        Series samples, List<Double> leastSquares, Map<Loss, Surface> maps, List<NeuronDescent> descents) {
    static final List<Loss> LOSSES =
            List.of(new MeanSquaredError(), new MeanAbsoluteError(), Huber.defaults(), SmoothL1.defaults());
    static final int STEPS = 100;

    private static final double START_WEIGHT = 6;
    private static final double START_BIAS = -3;
    private static final double LOW = -5;
    private static final double HIGH = 8;

    NeuronDescents {
        leastSquares = List.copyOf(leastSquares);
        maps = new LinkedHashMap<>(maps);
        descents = List.copyOf(descents);
    }

    /**
     * Walks down and measures.
     *
     * @param points of the maps along each axis
     */
    static NeuronDescents of(LinearNeuron neuron, int points) {
        var grid = Grid.of(new Axis("bias", LOW, HIGH, points), new Axis("weight", LOW, HIGH, points));
        var maps = new LinkedHashMap<Loss, Surface>();
        var descents = new ArrayList<NeuronDescent>();
        for (var setting : SgdSetting.values()) {
            for (var loss : LOSSES) {
                try (var function = neuron.loss(loss)) {
                    var start = new double[2];
                    start[LinearNeuron.WEIGHT] = START_WEIGHT;
                    start[LinearNeuron.BIAS] = START_BIAS;
                    var descent = Descent.of(function, neuron.layout(), setting.optimizer(), start, STEPS);
                    descents.add(new NeuronDescent(loss, setting, descent));
                    maps.computeIfAbsent(loss, any -> FunctionMap.of(function, grid, LinearNeuron.BIAS));
                }
            }
        }
        var best = neuron.leastSquares();
        return new NeuronDescents(neuron.samples(), List.of(best[0], best[1]), maps, descents);
    }

    /** The ways by one setting, in the order of the losses. */
    List<NeuronDescent> by(SgdSetting setting) {
        return descents.stream().filter(descent -> descent.setting() == setting).toList();
    }

    /** The ways down one loss, in the order of the settings. */
    List<NeuronDescent> down(Loss loss) {
        return descents.stream().filter(descent -> descent.loss().equals(loss)).toList();
    }

    /** The map of a loss. */
    Surface map(Loss loss) {
        var map = maps.get(loss);
        if (map == null) {
            throw new IllegalArgumentException("there is no map of the loss " + loss.name());
        }
        return map;
    }
}
