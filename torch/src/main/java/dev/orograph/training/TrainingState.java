package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.network.Model;
import dev.orograph.optimize.Optimizer;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.run.ResumePoint;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Everything that changes while a network is trained; owns its tensors. */
final class TrainingState implements AutoCloseable {
    /** Begins the names of what the monitor remembers. */
    private static final String SEEN = "seen.";

    private final Model model;
    private final Precision precision;
    private final Tensor theta;
    private final State state;
    private final Optimizer optimizer;
    private final EpochTotals totals = new EpochTotals();
    private long step;
    private double lowestLoss = Double.POSITIVE_INFINITY;
    private long epochsWithoutGain;
    private double seconds;

    private TrainingState(Model model, NamedArrays start, TrainingRecipe recipe, Tensor theta) {
        this.model = model;
        this.precision = keptPrecision(recipe);
        this.theta = theta;
        this.state = model.initialState();
        this.state.assign(start);
        this.optimizer = recipe.optimizer().start(model.layout(), theta);
    }

    /**
     * The state before the first step.
     *
     * @param start parameters by block name, and the network's state where there is any
     * @throws IllegalArgumentException if blocks are missing or have another shape
     */
    static TrainingState at(Model model, NamedArrays start, TrainingRecipe recipe) {
        try (var scope = new PointerScope()) {
            var theta = Tensors.own(model.layout().fromArrays(start, keptPrecision(recipe)));
            return new TrainingState(model, start, recipe, theta);
        }
    }

    /** bfloat16 is too coarse to add small steps to, so the parameters themselves stay in float32 then. */
    private static Precision keptPrecision(TrainingRecipe recipe) {
        return recipe.precision() == Precision.FLOAT64 ? Precision.FLOAT64 : Precision.FLOAT32;
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

    /** Sums over the current epoch. */
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
    double seconds() {
        return seconds;
    }

    /** Tells the loss after an epoch to early stopping; NaN is no gain. */
    void countEpoch(double loss) {
        if (loss < lowestLoss) {
            lowestLoss = loss;
            epochsWithoutGain = 0;
        } else {
            epochsWithoutGain++;
        }
    }

    /** Epochs since the lowest loss. */
    long epochsWithoutGain() {
        return epochsWithoutGain;
    }

    /** What the optimizer remembers, with its text form as metadata. */
    NamedArrays remembered(TrainingRecipe recipe) {
        var settings = Map.of(OptimizerSettings.KEY, recipe.optimizer().text());
        return NamedArrays.of(optimizer.state().blocks(), settings);
    }

    NamedArrays parameters() {
        return model.layout().toArrays(theta);
    }

    /** Parameters and state by block name, as a checkpoint holds them. */
    NamedArrays weights() {
        var blocks = new ArrayList<>(parameters().blocks());
        blocks.addAll(state.toArrays().blocks());
        return NamedArrays.of(blocks);
    }

    /**
     * Everything, exactly.
     *
     * @param seen what the monitor remembers
     */
    ResumePoint save(int epoch, double secondsSoFar, Map<String, String> seen) {
        var notes = new Notes();
        seen.forEach((name, text) -> notes.put(SEEN + name, text));
        totals.write(notes);
        notes.put("stopping.lowest-loss", lowestLoss);
        notes.put("stopping.epochs-without-gain", epochsWithoutGain);
        notes.put("seconds", secondsSoFar);
        return new ResumePoint(step, epoch, weights(), optimizer.state(), notes.texts());
    }

    /**
     * Takes over what {@link #save} gave.
     *
     * @return what the monitor remembered
     * @throws IllegalArgumentException if it is of another network or optimizer
     */
    Map<String, String> restore(ResumePoint point) {
        var problems = state.mismatches(point.weights());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        try (var scope = new PointerScope()) {
            theta.copy_(model.layout().fromArrays(point.weights(), precision));
        }
        optimizer.restore(point.optimizer());
        state.assign(point.weights());
        var notes = new Notes(point.notes());
        totals.read(notes);
        lowestLoss = notes.number("stopping.lowest-loss");
        epochsWithoutGain = notes.count("stopping.epochs-without-gain");
        seconds = notes.number("seconds");
        step = point.step();
        return notes.withPrefix(SEEN);
    }

    @Override
    public void close() {
        optimizer.close();
        state.close();
        theta.close();
    }
}
