package dev.orograph.landscape;

import dev.orograph.network.Model;
import dev.orograph.objective.Loss;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import java.util.List;

/**
 * What is surveyed: a network, its state, and the samples over which its loss is the mean. Borrows everything.
 *
 * @param model the network
 * @param statistics of batch norm, at the centre and at the cells
 * @param loss how wrong an output is
 * @param sets one or more sets of samples, each giving its own quantities
 * @param precision element type of the evaluation; parameters are always combined in at least float32 and rounded once
 */
public record SurveySubject(Model model, Statistics statistics, Loss loss, List<SampleSet> sets, Precision precision) {
    public SurveySubject {
        sets = List.copyOf(sets);
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("a survey needs at least one set of samples");
        }
    }

    /** One whose batch-norm statistics are the same everywhere. */
    public SurveySubject(Model model, State state, Loss loss, List<SampleSet> sets, Precision precision) {
        this(model, new Statistics.Frozen(state), loss, sets, precision);
    }

    /** The network's state at the centre. */
    public State state() {
        return statistics.centre();
    }

    /** The quantities of all sets, in order. */
    public List<String> quantities() {
        return sets.stream().flatMap(set -> set.quantities().stream()).toList();
    }
}
