package dev.orograph.training;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.network.Model;
import dev.orograph.optimize.Optimizer;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Everything that changes while a network is trained; owns its tensors. */
final class TrainingState implements AutoCloseable {
    private static final String THETA = "theta";
    private static final String STATE = "state.";
    private static final String OPTIMIZER = "optimizer.";
    private static final String COUNTERS = "training.counters";
    private static final String SUMS = "training.sums";

    private final Model model;
    private final Tensor theta;
    private final State state;
    private final Optimizer optimizer;
    private final EpochTotals totals = new EpochTotals();
    private long step;
    private double lowestLoss = Double.POSITIVE_INFINITY;
    private long epochsWithoutGain;
    private double secondsBefore;

    private TrainingState(Model model, Tensor theta, State state, Optimizer optimizer) {
        this.model = model;
        this.theta = theta;
        this.state = state;
        this.optimizer = optimizer;
    }

    /**
     * The state before the first step.
     *
     * @param start parameters by block name, and the network's state where there is any
     */
    static TrainingState at(Model model, NamedArrays start, TrainingRecipe recipe) {
        // bfloat16 is too coarse to add small steps to: the parameters themselves stay in float32.
        var kept = recipe.precision() == Precision.FLOAT64 ? Precision.FLOAT64 : Precision.FLOAT32;
        try (var scope = new PointerScope()) {
            var theta = Tensors.own(model.layout().fromArrays(start, kept));
            var state = model.initialState();
            state.assign(start);
            return new TrainingState(model, theta, state, recipe.optimizer().start(model.layout(), theta));
        }
    }

    Tensor theta() {
        return theta;
    }

    State state() {
        return state;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    EpochTotals totals() {
        return totals;
    }

    /** Number of steps taken. */
    long step() {
        return step;
    }

    void countStep() {
        step++;
    }

    /** Training time of the interrupted parts before this one. */
    double secondsBefore() {
        return secondsBefore;
    }

    /** Counts an epoch for early stopping and says how many there have been since the lowest loss; NaN is no gain. */
    long epochsWithoutGain(double loss) {
        if (loss < lowestLoss) {
            lowestLoss = loss;
            epochsWithoutGain = 0;
        } else {
            epochsWithoutGain++;
        }
        return epochsWithoutGain;
    }

    NamedArrays parameters() {
        return model.layout().toArrays(theta);
    }

    /** Parameters and state by block name, as a checkpoint holds them. */
    NamedArrays checkpoint() {
        var blocks = new ArrayList<>(parameters().blocks());
        blocks.addAll(state.toArrays().blocks());
        return NamedArrays.of(blocks);
    }

    /** Everything, exactly. */
    NamedArrays save(double seconds) {
        var blocks = new ArrayList<NamedArray>();
        blocks.add(NamedArray.of(
                COUNTERS, Shape.of(4), new long[] {step, totals.correct(), totals.samples(), epochsWithoutGain}));
        blocks.add(NamedArray.of(SUMS, Shape.of(3), new double[] {totals.loss(), lowestLoss, seconds}));
        blocks.add(Tensors.toArray(THETA, theta));
        state.toArrays().blocks().forEach(block -> blocks.add(block.renamed(STATE + block.name())));
        optimizer.state().blocks().forEach(block -> blocks.add(block.renamed(OPTIMIZER + block.name())));
        return NamedArrays.of(blocks);
    }

    /**
     * Takes over what {@link #save} gave.
     *
     * @throws IllegalArgumentException if it is of another network or optimizer
     */
    void restore(NamedArrays saved) {
        var counters = require(saved, COUNTERS, 4).data().asLongBuffer();
        var sums = require(saved, SUMS, 3).toDoubles();
        var parameters = require(saved, THETA, theta.numel());
        var states = NamedArrays.of(withPrefix(saved, STATE));
        var problems = state.mismatches(states);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        optimizer.restore(NamedArrays.of(withPrefix(saved, OPTIMIZER)));
        state.assign(states);
        try (var scope = new PointerScope()) {
            theta.copy_(Tensors.fromArray(parameters).view(theta.numel()));
        }
        step = counters.get(0);
        totals.restore(sums[0], counters.get(1), counters.get(2));
        epochsWithoutGain = counters.get(3);
        lowestLoss = sums[1];
        secondsBefore = sums[2];
    }

    private static List<NamedArray> withPrefix(NamedArrays saved, String prefix) {
        return saved.blocks().stream()
                .filter(block -> block.name().startsWith(prefix))
                .map(block -> block.renamed(block.name().substring(prefix.length())))
                .toList();
    }

    private static NamedArray require(NamedArrays saved, String name, long elements) {
        var block = saved.find(name);
        if (block == null || block.shape().elements() != elements) {
            throw new IllegalArgumentException("the interrupted training to go on from has "
                    + (block == null ? "no block " + name : block.shape().elements() + " elements in " + name)
                    + " where " + elements + " elements are needed; was it of another network?");
        }
        return block;
    }

    @Override
    public void close() {
        optimizer.close();
        state.close();
        theta.close();
    }
}
