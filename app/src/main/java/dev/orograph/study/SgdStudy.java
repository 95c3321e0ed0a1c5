package dev.orograph.study;

import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.objective.AnalyticSurface;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import dev.orograph.report.NamedFigure;
import dev.orograph.training.LinearNeuron;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * What the parameters of gradient descent do on functions that can be seen whole: a linear neuron on fifty points under four
 * losses, and optimizers on analytic surfaces.
 *
 * @param folder receives everything
 * @param dataDirectory where data sets lie; nothing is fetched
 * @param optimizers on the analytic surfaces; none for a choice of our own on each
 * @param steps on the analytic surfaces; empty for a choice of our own on each
 * @param isQuick whether maps are coarse and nothing moves
 */
public record SgdStudy(
        Path folder, Path dataDirectory, List<OptimizerSettings> optimizers, OptionalInt steps, boolean isQuick)
        implements Study {
    /** As the published map of the neuron's loss has along each axis. */
    private static final int POINTS = 101;

    private static final int QUICK_POINTS = 31;

    private static final int MOST_STEPS = 100_000;

    private static final Set<AnalyticSurface> MOVING = EnumSet.of(AnalyticSurface.ROSENBROCK, AnalyticSurface.RAVINE);

    public SgdStudy {
        optimizers = List.copyOf(optimizers);
        if (steps.isPresent() && (steps.getAsInt() < 1 || steps.getAsInt() > MOST_STEPS)) {
            throw new IllegalArgumentException("number of steps " + steps.getAsInt() + " must be 1 to " + MOST_STEPS);
        }
    }

    @Override
    public String question() {
        return "Gradient descent on functions that can be seen whole";
    }

    @Override
    public double expectedSeconds() {
        return isQuick ? 10 : 60;
    }

    @Override
    public Result run(Listener listener) throws IOException {
        var report = new ReportFolder(folder);
        int points = isQuick ? QUICK_POINTS : POINTS;
        var neuron = new NeuronReport(neuron(points, listener));
        var figures = new ArrayList<NamedFigure>(neuron.figures());
        var findings = new ArrayList<>(neuron.findings());
        var rows = new ArrayList<>(neuron.rows());
        var lines = new ArrayList<String>(List.of("surface,optimizer,step,x,y,loss"));
        var settings = isQuick ? List.<SgdSetting>of() : List.of(SgdSetting.values());
        for (int i = 0; i < settings.size(); i++) {
            proceed(listener, "drawing", i, settings.size());
            report.animation("neuron-" + settings.get(i).slug(), neuron.animation(settings.get(i)));
        }
        var trials = trials();
        for (int i = 0; i < trials.size(); i++) {
            proceed(listener, "descending", i, trials.size());
            var surface = SurfaceReport.of(trials.get(i), points);
            figures.add(surface.figure());
            findings.add(surface.finding());
            rows.addAll(surface.rows());
            lines.addAll(surface.steps());
            if (!isQuick && MOVING.contains(surface.surface())) {
                report.animation(surface.surface().toString(), surface.animation());
            }
        }
        if (optimizers.isEmpty()) {
            findings.add(
                    "The learning rates were picked by hand for each surface: this shows how optimizers move, not which"
                            + " of them is best.");
        }
        report.text("neuron.csv", neuron.steps());
        report.text("surfaces.csv", lines);
        return report.report(question(), findings, DescentTable.HEAD, rows, figures);
    }

    private NeuronDescents neuron(int points, Listener listener) throws IOException {
        try (var data = DataRecipe.of("toy").load(dataDirectory, Split.TRAIN, OptionalInt.empty(), listener);
                var neuron = new LinearNeuron(data)) {
            return NeuronDescents.of(neuron, points);
        }
    }

    private List<SurfaceTrial> trials() {
        return SurfaceTrial.usual().stream()
                .map(trial -> optimizers.isEmpty() ? trial : trial.with(optimizers))
                .map(trial -> steps.isPresent() ? trial.withSteps(steps.getAsInt()) : trial)
                .toList();
    }

    private static void proceed(Listener listener, String stage, int done, int all) {
        if (listener.isCancelled()) {
            throw new CancellationException("stopped while " + stage);
        }
        listener.onProgress(new Progress(stage, done, all, "picture", ""));
    }
}
