package dev.orograph.landscape;

import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.Model;
import dev.orograph.network.Program;
import dev.orograph.network.ScriptModel;
import dev.orograph.network.ScriptTranslation;
import dev.orograph.objective.Loss;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import java.util.List;
import java.util.Optional;

/**
 * What is surveyed: a network, its state, and the samples over which its loss is the mean. Borrows everything.
 *
 * @param model the network
 * @param statistics of batch norm, at the centre and at the cells
 * @param loss how wrong an output is
 * @param sets one or more sets of samples, each giving its own quantities
 * @param precision element type of the evaluation; parameters are always combined in at least float32 and rounded once
 * @param sampling on how many of the samples each cell is measured; prefixes are taken of the order in which they are
 */
public record SurveySubject(
        Model model, Statistics statistics, Loss loss, List<SampleSet> sets, Precision precision, Sampling sampling) {
    public SurveySubject {
        sets = List.copyOf(sets);
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("a survey needs at least one set of samples");
        }
    }

    /** One whose batch-norm statistics are the same everywhere, with every cell on all samples. */
    public SurveySubject(Model model, State state, Loss loss, List<SampleSet> sets, Precision precision) {
        this(model, new Statistics.Frozen(state), loss, sets, precision);
    }

    /** Every cell on all samples. */
    public SurveySubject(Model model, Statistics statistics, Loss loss, List<SampleSet> sets, Precision precision) {
        this(model, statistics, loss, sets, precision, Sampling.ALL);
    }

    /** The network's state at the centre. */
    public State state() {
        return statistics.centre();
    }

    /** The network as a program of layers: if it is built in, or a TorchScript network that could be translated. */
    Optional<Program> program() {
        if (model instanceof ArchitectureModel architecture) {
            return Optional.of(architecture.program());
        }
        return model instanceof ScriptModel script ? translation(script).program() : Optional.empty();
    }

    /** Why a TorchScript network could not be translated, beginning with the operator; empty for any other network. */
    Optional<String> notTranslated() {
        return model instanceof ScriptModel script
                        && translation(script).program().isEmpty()
                ? Optional.of("not translated: " + translation(script).reason())
                : Optional.empty();
    }

    private ScriptTranslation translation(ScriptModel script) {
        return script.translation(sets.get(0).inputs());
    }

    /** The quantities of all sets, in order. */
    public List<String> quantities() {
        return sets.stream().flatMap(set -> set.quantities(sampling).stream()).toList();
    }
}
