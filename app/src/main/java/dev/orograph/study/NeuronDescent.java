package dev.orograph.study;

import dev.orograph.measurement.Trajectory;
import dev.orograph.objective.Loss;
import dev.orograph.report.Numbers;
import dev.orograph.training.Descent;
import dev.orograph.training.LinearNeuron;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A linear neuron's way down one loss.
 *
 * @param loss what is lowered
 * @param setting by which it is lowered
 * @param descent over (weight, bias)
 */
record NeuronDescent(Loss loss, SgdSetting setting, Descent descent) {
    /** Over (bias, weight), points numbered by step. */
    Trajectory trajectory() {
        var labels = IntStream.rangeClosed(0, descent.steps())
                .mapToObj(Integer::toString)
                .toList();
        return Trajectory.of(
                "", labels, descent.coordinates(LinearNeuron.BIAS), descent.coordinates(LinearNeuron.WEIGHT));
    }

    double weight() {
        return descent.end()[LinearNeuron.WEIGHT];
    }

    double bias() {
        return descent.end()[LinearNeuron.BIAS];
    }

    /**
     * A row of the study's table.
     *
     * @param minimum the known minimum of this loss, weight and bias, or nothing
     */
    List<String> row(double... minimum) {
        boolean isKnown = minimum.length > 0;
        return List.of(
                "neuron, " + loss.name(),
                setting.optimizer().text(),
                Integer.toString(descent.steps()),
                Numbers.text(descent.lastLoss(), 6),
                isKnown ? Numbers.text(distance(descent.steps(), minimum), 3) : DescentTable.NOTHING,
                isKnown ? DescentTable.first(descent.steps(), step -> distance(step, minimum)) : DescentTable.NOTHING,
                "weight " + Numbers.text(weight()) + ", bias " + Numbers.text(bias()));
    }

    private double distance(int step, double[] minimum) {
        var point = descent.point(step);
        return Math.hypot(
                point[LinearNeuron.WEIGHT] - minimum[LinearNeuron.WEIGHT],
                point[LinearNeuron.BIAS] - minimum[LinearNeuron.BIAS]);
    }
}
