package dev.orograph.training;

import dev.orograph.array.NamedArrays;
import dev.orograph.monitor.Monitor;
import dev.orograph.monitor.Monitoring;
import dev.orograph.monitor.Phase;
import dev.orograph.monitor.StepFacts;
import dev.orograph.network.Model;
import dev.orograph.objective.Objective;
import dev.orograph.objective.Value;
import dev.orograph.optimize.Evaluation;
import dev.orograph.optimize.LossFunction;
import dev.orograph.optimize.PlateauSchedule;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.run.MetricsRecord;
import dev.orograph.tensor.State;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** One run of a training, from its start or from where it was interrupted to its end. */
final class TrainingLoop implements AutoCloseable {
    private static final long PROGRESS_INTERVAL = Duration.ofMillis(100).toNanos();

    /** Saving may take up at most a twentieth of the time. */
    private static final long TIME_PER_SAVING_TIME = 20;

    /** Ends the names of what was measured at averaged parameters. */
    private static final String AVERAGED = "_averaged";

    private final Model model;
    private final TrainingData data;
    private final TrainingRecipe recipe;
    private final TrainingRecorder recorder;
    private final Listener listener;
    private final Batches batches;
    private final TrainingState state;
    private final BatchLoss batchLoss;
    private final MonitoredLoop monitored;
    private final Monitor monitor;
    private final long stepsPerEpoch;
    private final long begun = System.nanoTime();
    private Map<String, Value> evaluations = Map.of();
    private double lastLoss = Double.NaN;
    private long nextProgress = begun;
    private long nextSave;
    private long stepNanos;
    private long samplesHere;

    TrainingLoop(
            Model model,
            NamedArrays start,
            TrainingData data,
            TrainingRecipe recipe,
            Monitoring monitoring,
            TrainingRecorder recorder,
            Listener listener) {
        this.model = model;
        this.data = data;
        this.recipe = recipe;
        this.recorder = recorder;
        this.listener = listener;
        this.state = TrainingState.at(model, start, data.training(), recipe);
        this.batches = new Batches(data.training(), recipe);
        this.batchLoss = new BatchLoss(model, recipe, state.state());
        this.stepsPerEpoch = batches.stepsPerEpoch();
        this.monitored = new MonitoredLoop(model, start, data, recipe, state);
        this.monitor = new Monitor(monitoring, monitored.training(stepsPerEpoch), listener);
    }

    TrainingResult run() throws IOException {
        recorder.resume().ifPresent(point -> monitor.remember(state.restore(point)));
        if (state.step() == 0) {
            save();
            finishEpoch();
        }
        scheduleSave(0);
        while (state.step() < recipe.epochs() * stepsPerEpoch) {
            if (stopsEarly()) {
                return finish(Outcome.STOPPED_EARLY);
            }
            if (listener.isCancelled()) {
                saveUnlessAtStart();
                return result(Outcome.CANCELLED);
            }
            if (!step()) {
                return finish(Outcome.DIVERGED);
            }
            if (state.step() % stepsPerEpoch == 0) {
                finishEpoch();
            }
            if (monitor.isStopped()) {
                return finishAlarmed();
            }
            reportIfDue();
            saveIfDue();
        }
        return finish(stopsEarly() ? Outcome.STOPPED_EARLY : Outcome.COMPLETED);
    }

    /** Makes a step, unless loss or gradient is not finite; says whether it did. */
    private boolean step() throws IOException {
        long before = System.nanoTime();
        double rate = recipe.learningRate(state.step(), stepsPerEpoch, state.reduction());
        BatchLoss.Result result;
        List<MetricsRecord> records;
        try (var scope = new PointerScope()) {
            monitor.clock().enter(Phase.DATA);
            var batch = batches.batch(state.step());
            monitor.clock().enter(Phase.GRADIENT);
            result = batchLoss.at(state.theta(), batch, state.step());
            lastLoss = result.loss();
            if (result.isFinite()) {
                monitor.clock().enter(Phase.PROBES);
                monitor.beforeStep(state.step() + 1, result.gradient());
                monitor.clock().enter(Phase.OPTIMIZER);
                var function = recipe.clipped(new KnownAtStart(result, batch));
                state.optimizer().step(function, state.theta(), rate);
                state.totals().add(result);
                state.countStep(stepsPerEpoch, recipe.epochs());
            }
            stepNanos += System.nanoTime() - before;
            monitor.clock().enter(Phase.PROBES);
            records = look(result, batch, rate);
        }
        samplesHere += result.samples();
        record(records);
        return result.isFinite();
    }

    /** The loss of one batch, whose first evaluation has been made already. */
    private final class KnownAtStart implements LossFunction {
        private final BatchLoss.Result first;
        private final Batches.Batch batch;
        private boolean asked;

        KnownAtStart(BatchLoss.Result first, Batches.Batch batch) {
            this.first = first;
            this.batch = batch;
        }

        @Override
        public Evaluation at(Tensor theta) {
            if (!asked) {
                asked = true;
                return first.evaluation();
            }
            return batchLoss.again(theta, batch, state.step()).evaluation();
        }

        @Override
        public long samples() {
            return batch.samples();
        }

        @Override
        public Tensor sampledGradient(Tensor theta, long seed) {
            return batchLoss.sampledGradient(theta, batch, state.step(), seed);
        }

        @Override
        public Tensor hessianProduct(Tensor theta, Tensor vector) {
            return batchLoss.hessianProduct(theta, batch, state.step(), vector);
        }
    }

    /** What the monitor sees of a step. */
    private List<MetricsRecord> look(BatchLoss.Result result, Batches.Batch batch, double rate) {
        var accuracy = result.correct().isPresent()
                ? OptionalDouble.of(100.0 * result.correct().getAsDouble() / result.samples())
                : OptionalDouble.empty();
        var facts = new StepFacts(
                state.step(),
                epochsDone(),
                rate,
                result.loss(),
                accuracy,
                result.norm(),
                batch.inputs(),
                batch.targets(),
                result.isFinite() ? state.step() - 1 : state.step());
        return result.isFinite()
                ? monitor.afterStep(facts, state.optimizer().figures(), seconds())
                : monitor.diverged(facts, result.gradient(), seconds());
    }

    private void record(List<MetricsRecord> records) throws IOException {
        monitor.clock().enter(Phase.SAVING);
        for (var record : records) {
            recorder.record(record);
        }
    }

    /** Evaluates, records and keeps what is due after an epoch, 0 being the start. */
    private void finishEpoch() throws IOException {
        monitor.clock().enter(Phase.EVALUATION);
        evaluations = evaluate();
        monitor.clock().enter(Phase.SAVING);
        var values = new LinkedHashMap<String, Double>();
        if (state.step() > 0) {
            put(values, "", state.totals().mean(data.training().classes().isPresent()));
        }
        evaluations.forEach((name, value) -> put(values, name + "_", value));
        recorder.record(new MetricsRecord("epoch", state.step(), epochsDone(), values, seconds()));
        record(monitor.afterEpoch(state.step(), epochsDone(), values, seconds()));
        recipe.earlyStopping().ifPresent(this::countEpoch);
        if (recipe.schedule() instanceof PlateauSchedule schedule && state.step() > 0) {
            var watched =
                    evaluations.get(WatchedSet.of(schedule, data.evaluated().keySet()));
            state.countEpoch(schedule, watched == null ? Double.NaN : watched.loss());
        }
        state.totals().clear();
        if (recipe.checkpointEpochs().contains(epochsDone())) {
            checkpoint();
        }
    }

    private static void put(Map<String, Double> values, String prefix, Value value) {
        values.put(prefix + "loss", value.loss());
        value.accuracyPercent().ifPresent(percent -> values.put(prefix + "accuracy", percent));
    }

    private void countEpoch(EarlyStopping rule) {
        var watched = evaluations.get(rule.set());
        if (watched != null) {
            state.countEpoch(watched.loss());
        }
    }

    private boolean stopsEarly() {
        return recipe.earlyStopping()
                .map(rule -> state.epochsWithoutGain() >= rule.patience())
                .orElse(false);
    }

    private Map<String, Value> evaluate() {
        var values = new LinkedHashMap<String, Value>();
        try (var scope = new PointerScope()) {
            evaluateAt(state.evaluated(), state.state(), "", values);
        }
        state.average().ifPresent(average -> evaluateAt(average.theta(), average.state(), AVERAGED, values));
        return values;
    }

    private void evaluateAt(Tensor theta, State at, String ending, Map<String, Value> values) {
        data.evaluated().forEach((name, set) -> {
            var objective = Objective.of(model, at, set, recipe.loss());
            values.put(name + ending, objective.value(theta));
        });
    }

    private void reportIfDue() {
        if (System.nanoTime() - nextProgress >= 0) {
            report();
            nextProgress = System.nanoTime() + PROGRESS_INTERVAL;
        }
    }

    private void report() {
        long total = recipe.epochs() * stepsPerEpoch;
        var note = String.format(Locale.ROOT, "epoch %d/%d, loss %.4g", currentEpoch(), recipe.epochs(), lastLoss);
        listener.onProgress(new Progress("training", state.step(), total, "step", note));
    }

    private void saveIfDue() throws IOException {
        if (System.nanoTime() - nextSave >= 0) {
            long before = System.nanoTime();
            save();
            scheduleSave(System.nanoTime() - before);
        }
    }

    private void scheduleSave(long savingTime) {
        long interval = recorder.saveInterval().toNanos();
        nextSave = System.nanoTime() + Math.max(interval, TIME_PER_SAVING_TIME * savingTime);
    }

    /** The start is recorded anew by whoever resumes there, so its point must stay the one before the first record. */
    private void saveUnlessAtStart() throws IOException {
        if (state.step() > 0) {
            save();
        }
    }

    private void save() throws IOException {
        recorder.save(state.save(epochsDone(), seconds(), monitor.memory()));
    }

    private TrainingResult finish(Outcome outcome) throws IOException {
        if (outcome == Outcome.DIVERGED || evaluations.isEmpty()) {
            evaluations = evaluate();
        }
        report();
        if (outcome != Outcome.DIVERGED) {
            checkpoint();
        } else if (monitor.isStopped()) {
            recorder.keep(state.step(), state.weights());
        }
        recorder.finish();
        return result(outcome);
    }

    /** The state at the step of the alarm is kept, and can be gone on with where the user finds nothing wrong. */
    private TrainingResult finishAlarmed() throws IOException {
        evaluations = evaluate();
        report();
        recorder.keep(state.step(), state.weights());
        save();
        return result(Outcome.ALARMED);
    }

    private void checkpoint() throws IOException {
        var average = state.average();
        if (average.isPresent()) {
            recorder.averaged(epochsDone(), average.get().weights());
        }
        recorder.checkpoint(epochsDone(), state.weights(), state.remembered(recipe));
    }

    private TrainingResult result(Outcome outcome) {
        double rate = stepNanos == 0 ? 0 : samplesHere * 1e9 / stepNanos;
        return new TrainingResult(
                outcome,
                state.parameters(),
                state.state().toArrays(),
                state.average().map(RunningAverage::weights),
                epochsDone(),
                state.step(),
                outcome == Outcome.CANCELLED ? Map.of() : evaluations,
                rate);
    }

    private int epochsDone() {
        return Math.toIntExact(state.step() / stepsPerEpoch);
    }

    /** The epoch of the last step, from 1. */
    private long currentEpoch() {
        return Math.max(0, state.step() - 1) / stepsPerEpoch + 1;
    }

    private double seconds() {
        return state.seconds() + (System.nanoTime() - begun) / 1e9;
    }

    @Override
    public void close() {
        monitor.close();
        monitored.close();
        batchLoss.close();
        state.close();
        batches.close();
    }
}
