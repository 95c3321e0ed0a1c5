package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.data.DataSet;
import dev.orograph.network.Model;
import dev.orograph.optimize.Optimizer;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.PlateauSchedule;
import dev.orograph.run.ResumePoint;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Optional<RunningAverage> average;
    private final EpochTotals totals = new EpochTotals();
    private long step;
    private double lowestLoss = Double.POSITIVE_INFINITY;
    private long epochsWithoutGain;
    private PlateauSchedule.Progress plateau = PlateauSchedule.Progress.START;
    private double seconds;

    private TrainingState(Model model, NamedArrays start, DataSet training, TrainingRecipe recipe, Tensor theta) {
        this.model = model;
        this.precision = keptPrecision(recipe);
        this.theta = theta;
        this.state = model.initialState();
        this.state.assign(start);
        this.optimizer = recipe.optimizer().start(model.layout(), theta);
        this.average = recipe.averaging()
                .map(rule -> new RunningAverage(rule, model, training, recipe.batchSize(), precision, theta));
    }

    /**
     * The state before the first step.
     *
     * @param start parameters by block name, and the network's state where there is any
     * @param training samples of which statistics at an average are estimated; borrowed
     * @throws IllegalArgumentException if blocks are missing or have another shape
     */
    static TrainingState at(Model model, NamedArrays start, DataSet training, TrainingRecipe recipe) {
        try (var scope = new PointerScope()) {
            var theta = Tensors.own(model.layout().fromArrays(start, keptPrecision(recipe)));
            return new TrainingState(model, start, training, recipe, theta);
        }
    }

    /** bfloat16 is too coarse to add small steps to, so the parameters themselves stay in float32 then. */
    private static Precision keptPrecision(TrainingRecipe recipe) {
        return recipe.precision() == Precision.FLOAT64 ? Precision.FLOAT64 : Precision.FLOAT32;
    }

    /** The parameters that move. */
    Tensor theta() {
        return theta;
    }

    /**
     * The parameters to evaluate, to keep and to average: those that move, unless the optimizer names others. Still owned
     * by this, or in the current scope.
     */
    Tensor evaluated() {
        return optimizer.evaluated(theta);
    }

    /** The average of these, if there is one already. */
    Optional<RunningAverage> average() {
        return average.filter(each -> !each.isEmpty());
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

    /** Counts a step that was made, after which the parameters may enter the average. */
    void countStep(long stepsPerEpoch, long epochs) {
        step++;
        average.ifPresent(each -> {
            try (var scope = new PointerScope()) {
                each.offer(evaluated(), step, stepsPerEpoch, epochs);
            }
        });
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

    /** What the optimizer remembers, with its text form and how far a schedule has reduced its rate as metadata. */
    NamedArrays remembered(TrainingRecipe recipe) {
        // in this order, so that equal states make equal files
        var settings = new LinkedHashMap<String, String>();
        settings.put(OptimizerSettings.KEY, recipe.optimizer().text());
        settings.put(CurvatureStability.REDUCTION, Double.toString(reduction()));
        return NamedArrays.of(optimizer.state().blocks(), settings);
    }

    /** Tells the loss after an epoch to a schedule that waits for a plateau. */
    void countEpoch(PlateauSchedule schedule, double loss) {
        plateau = schedule.after(plateau, loss);
    }

    /** By how much such a schedule has reduced the learning rate; 1 with any other. */
    double reduction() {
        return plateau.factor();
    }

    /** The parameters to keep. */
    NamedArrays parameters() {
        try (var scope = new PointerScope()) {
            return model.layout().toArrays(evaluated());
        }
    }

    /** Parameters to keep and state by block name, as a checkpoint holds them. */
    NamedArrays weights() {
        return withState(parameters());
    }

    private NamedArrays withState(NamedArrays parameters) {
        var blocks = new ArrayList<>(parameters.blocks());
        blocks.addAll(state.toArrays().blocks());
        return NamedArrays.of(blocks);
    }

    private void writePlateau(Notes notes) {
        notes.put("plateau.best", plateau.best());
        notes.put("plateau.epochs-without-gain", plateau.epochsWithoutGain());
        notes.put("plateau.cooldown-left", plateau.cooldownLeft());
        notes.put("plateau.factor", plateau.factor());
    }

    private static PlateauSchedule.Progress plateau(Notes notes) {
        return new PlateauSchedule.Progress(
                notes.number("plateau.best"),
                notes.count("plateau.epochs-without-gain"),
                notes.count("plateau.cooldown-left"),
                notes.number("plateau.factor"));
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
        if (!plateau.equals(PlateauSchedule.Progress.START)) {
            writePlateau(notes);
        }
        average.ifPresent(each -> each.write(notes));
        return new ResumePoint(
                step,
                epoch,
                withState(model.layout().toArrays(theta)),
                optimizer.state(),
                average.map(RunningAverage::parameters).orElse(NamedArrays.of(List.of())),
                notes.texts());
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
        plateau = notes.has("plateau.factor") ? plateau(notes) : PlateauSchedule.Progress.START;
        average.ifPresent(each -> each.restore(point.average(), notes));
        step = point.step();
        return notes.withPrefix(SEEN);
    }

    @Override
    public void close() {
        average.ifPresent(RunningAverage::close);
        optimizer.close();
        state.close();
        theta.close();
    }
}
