package dev.orograph.monitor;

import dev.orograph.measurement.Histogram;
import dev.orograph.network.ActivationObserver;
import dev.orograph.progress.Listener;
import dev.orograph.run.HistogramRecord;
import dev.orograph.run.MetricsRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Looks at one running training: lets the probes that are due measure, and raises alarms. Everything it gives is a record
 * for the metrics; it changes nothing. Used by the thread that trains, whose scope of a step holds what it copies.
 */
public final class Monitor implements AutoCloseable {
    private final ProbePlan plan;
    private final MonitoredTraining training;
    private final Listener listener;
    private final PhaseClock clock = new PhaseClock();
    private final Equipment equipment;
    private final Map<ProbeKind, Probe> probes = new EnumMap<>(ProbeKind.class);
    private final Alarms alarms;
    private StepView.Copies copies = StepView.Copies.NONE;
    private boolean isStopped;

    public Monitor(Monitoring monitoring, MonitoredTraining training, Listener listener) {
        this.plan = monitoring.probes();
        this.training = training;
        this.listener = listener;
        this.equipment = Equipment.of(training, clock);
        this.alarms = new Alarms(monitoring.alarms(), equipment.blocks());
        plan.schedules().keySet().forEach(kind -> probes.put(kind, kind.make(equipment)));
    }

    /** Adds up what each phase of the training takes. */
    public PhaseClock clock() {
        return clock;
    }

    /** Whether an alarm has asked for the end of the training. */
    public boolean isStopped() {
        return isStopped;
    }

    private List<Probe> due(long step) {
        var due = new ArrayList<Probe>();
        plan.schedules().forEach((kind, schedule) -> {
            var probe = probes.get(kind);
            if (probe != null && schedule.isDue(step, training.stepsPerEpoch())) {
                due.add(probe);
            }
        });
        return due;
    }

    /**
     * Copies what the step will overwrite, if a probe needs it.
     *
     * @param step its number, from 1
     * @param gradient of the whole batch, before clipping
     */
    public void beforeStep(long step, Tensor gradient) {
        var needs = EnumSet.noneOf(Probe.Need.class);
        due(step).forEach(probe -> needs.addAll(probe.needs()));
        copies = new StepView.Copies(
                needs.contains(Probe.Need.START) ? training.theta().detach().clone() : null,
                needs.contains(Probe.Need.GRADIENT) ? gradient.detach().clone() : null);
    }

    /**
     * Measures after a step.
     *
     * @param figures what the optimizer tells of itself, recorded wherever anything is
     * @param seconds since the training began
     * @return records of it, none if nothing was due
     */
    public List<MetricsRecord> afterStep(StepFacts facts, Map<String, Double> figures, double seconds) {
        var due = due(facts.steps());
        var findings = new Findings();
        if (!due.isEmpty()) {
            var view = new StepView(training, facts, copies);
            showActivations(due, view);
            due.forEach(probe -> probe.measure(view, findings));
            figures.forEach(findings::put);
        }
        copies = StepView.Copies.NONE;
        var records = records(facts, findings, seconds);
        records.addAll(raised(alarms.look("step", findings.values()), facts.steps(), facts.epoch(), seconds));
        return records;
    }

    private static void showActivations(List<Probe> due, StepView view) {
        var observers = new ArrayList<ActivationObserver>();
        for (var probe : due) {
            if (probe instanceof ActivationProbe observer) {
                observers.add(observer);
            }
        }
        if (!observers.isEmpty()) {
            view.observe(
                    view.start(),
                    (binding, output) -> observers.forEach(observer -> observer.observe(binding, output)));
        }
    }

    /**
     * Records a step that was not made, because its loss or gradient is not finite.
     *
     * @param gradient of the whole batch
     */
    public List<MetricsRecord> diverged(StepFacts facts, Tensor gradient, double seconds) {
        var findings = new Findings();
        var view = new StepView(training, facts, StepView.Copies.NONE);
        for (var kind : ProbePlan.BASIC) {
            kind.make(equipment).measure(view, findings);
        }
        var records = records(facts, findings, seconds);
        if (alarms.isOn(AlarmKind.NAN)) {
            var suspicion = Culprit.of(view, gradient, equipment);
            records.addAll(
                    raised(alarms.raise(AlarmKind.NAN, List.of(suspicion)), facts.steps(), facts.epoch(), seconds));
        }
        return records;
    }

    private static List<MetricsRecord> records(StepFacts facts, Findings findings, double seconds) {
        var records = new ArrayList<MetricsRecord>();
        if (!findings.values().isEmpty()) {
            records.add(new MetricsRecord("step", facts.steps(), facts.epoch(), findings.values(), seconds));
        }
        findings.histograms().forEach((name, histogram) -> records.add(record(facts, name, histogram, seconds)));
        if (!findings.costs().isEmpty()) {
            records.add(new MetricsRecord("cost", facts.steps(), facts.epoch(), findings.costs(), seconds));
        }
        return records;
    }

    private static MetricsRecord record(StepFacts facts, String name, Histogram histogram, double seconds) {
        return HistogramRecord.of(facts.steps(), facts.epoch(), name, histogram, seconds);
    }

    /**
     * Looks for faults after an epoch.
     *
     * @param values losses and accuracies as they are recorded
     */
    public List<MetricsRecord> afterEpoch(long steps, int epoch, Map<String, Double> values, double seconds) {
        return raised(alarms.look("epoch", values), steps, epoch, seconds);
    }

    private List<MetricsRecord> raised(List<Alarm> raised, long steps, int epoch, double seconds) {
        var records = new ArrayList<MetricsRecord>();
        for (var alarm : raised) {
            isStopped |= alarm.reaction() == Reaction.STOP;
            listener.onMessage(alarm.message(steps));
            records.add(AlarmRecord.of(steps, epoch, alarm, seconds));
        }
        return records;
    }

    /** What to remember when the training is interrupted. */
    public Map<String, String> memory() {
        return alarms.memory();
    }

    /** Takes over what {@link #memory} gave. */
    public void remember(Map<String, String> memory) {
        alarms.remember(memory);
    }

    @Override
    public void close() {
        probes.values().forEach(Probe::close);
        probes.clear();
        equipment.close();
    }
}
