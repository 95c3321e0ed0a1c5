package dev.orograph.study;

import dev.orograph.data.Split;
import dev.orograph.monitor.AlarmPlan;
import dev.orograph.monitor.Monitoring;
import dev.orograph.monitor.ProbePlan;
import dev.orograph.progress.Listener;
import dev.orograph.sweep.PlannedRun;
import dev.orograph.sweep.TrainedRun;
import dev.orograph.tensor.Layout;
import dev.orograph.training.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A trained network that is trained further while probes look inside: loss, gradients and steps by epoch and layer, and
 * whether the optimizer bears the curvature.
 *
 * @param folder receives everything
 * @param dataDirectory where data sets lie
 * @param experiment the further training; where it names no start, one is trained first
 * @param firstEpochs of that first training, at least 1
 * @param probes that were asked for; empty for those of {@link #usual}
 */
public record DynamicsStudy(
        Path folder, Path dataDirectory, Experiment experiment, int firstEpochs, Optional<ProbePlan> probes)
        implements Study {
    /** How often what costs little is measured in an epoch, and what costs a pass or two. */
    private static final int CHEAP = 20;

    private static final int DEAR = 5;

    /** What probes cost on top, as measured with {@link #usual}. */
    private static final double WITH_PROBES = 1.5;

    public DynamicsStudy {
        if (experiment.training().epochs() < 1) {
            throw new IllegalArgumentException(
                    "number of epochs " + experiment.training().epochs() + " must be at least 1");
        }
        if (firstEpochs < 1) {
            throw new IllegalArgumentException("number of epochs " + firstEpochs
                    + " of the first training must be at least 1; name a trained network with --start");
        }
    }

    @Override
    public String question() {
        return "Dynamics of a training: " + experiment.model().name() + " on "
                + experiment.data().name() + " by "
                + experiment.training().optimizer().text();
    }

    @Override
    public double expectedSeconds() {
        var cost = StudyCost.of(experiment.model().name());
        long samples = experiment.limit().orElse(60_000);
        double first = experiment.start().isPresent() ? 0 : cost.trainingSeconds(samples, firstEpochs);
        return first
                + WITH_PROBES
                        * cost.trainingSeconds(samples, experiment.training().epochs());
    }

    @Override
    public Result run(Listener listener) throws IOException {
        var known = StudyData.of(experiment.data(), dataDirectory);
        try (var network = experiment.model().build(known.input(), known.classes())) {
            var run = TrainedRun.of(further(start(listener)), dataDirectory, listener);
            var dynamics = Dynamics.of(run, network.layout());
            return new DynamicsReport(this, dynamics).write(new ReportFolder(folder));
        }
    }

    /** The file of parameters to go on from. */
    private String start(Listener listener) throws IOException {
        if (experiment.start().isPresent()) {
            return experiment.start().get();
        }
        var recipe = experiment.training();
        var first = experiment.withTraining(recipe.withEpochs(firstEpochs).withCheckpointEpochs(List.of()));
        var plan = new PlannedRun("the first training", first, folder.resolve("first"));
        var run = TrainedRun.of(plan, dataDirectory, listener);
        if (run.isDiverged()) {
            throw new IOException("the first training diverged, so there is nothing to go on from; choose a smaller"
                    + " learning rate with --optimizer, or a trained network with --start");
        }
        return run.folder()
                .lastCheckpoint()
                .orElseThrow(() -> new IOException(plan.folder() + " holds no checkpoint"))
                .file()
                .toString();
    }

    private PlannedRun further(String start) throws IOException {
        var recipe = experiment.training();
        var everyEpoch = IntStream.rangeClosed(0, recipe.epochs()).boxed().toList();
        var plan = probes.isPresent() ? probes.get() : usual(stepsPerEpoch());
        var seen = experiment
                .withStart(Optional.of(start))
                .withTraining(recipe.withCheckpointEpochs(everyEpoch))
                .withMonitoring(new Monitoring(plan, AlarmPlan.parse("warn"), false));
        return new PlannedRun("the further training", seen, folder.resolve("further"));
    }

    private long stepsPerEpoch() throws IOException {
        try (var data = experiment.data().load(dataDirectory, Split.TRAIN, experiment.limit(), Listener.NONE)) {
            long batch = experiment.training().batchSize();
            return (data.size() + batch - 1) / batch;
        }
    }

    /** Something of everything in every epoch, however few steps it has; λmax once, after its last. */
    static ProbePlan usual(long stepsPerEpoch) {
        long often = Math.max(1, stepsPerEpoch / CHEAP);
        long seldom = Math.max(1, stepsPerEpoch / DEAR);
        return ProbePlan.parse("layer_gradients@" + often + ",update_norm@" + often + ",update_ratio@" + often
                + ",loss_improvement@" + seldom + ",alpha@" + seldom + ",activation_std@" + seldom + ",dead_units@"
                + seldom + ",lambda_max@epoch");
    }

    /** The blocks of a network that are matrices, or kernels; what lies outside the usual for biases means nothing. */
    static List<String> matrices(Layout layout) {
        return layout.blocks().stream()
                .filter(block -> block.shape().rank() >= 2)
                .map(block -> block.name())
                .toList();
    }
}
