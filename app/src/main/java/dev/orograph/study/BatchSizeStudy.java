package dev.orograph.study;

import dev.orograph.data.Split;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.LandscapeFigures;
import dev.orograph.landscape.BatchNormPolicy;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Surface;
import dev.orograph.network.ModelRecipe;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.progress.Listener;
import dev.orograph.report.NamedFigure;
import dev.orograph.report.Numbers;
import dev.orograph.training.Experiment;
import dev.orograph.training.TrainingRecipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One network trained with a small and a large batch size from the same start: the line between the two solutions and
 * the flatness around each, after Keskar et al. 2017 (arXiv 1609.04836).
 *
 * @param model the network
 * @param small batch size
 * @param large batch size, greater
 * @param optimizer of both trainings
 * @param interpolation range of α in θ_small + α(θ_large − θ_small)
 */
public record BatchSizeStudy(
        StudySettings settings,
        ModelRecipe model,
        int small,
        int large,
        OptimizerSettings optimizer,
        String interpolation)
        implements Study {
    public BatchSizeStudy {
        if (small < 1 || large <= small) {
            throw new IllegalArgumentException(
                    "batch sizes " + small + " and " + large + " must rise from at least 1, as in 64 and 256");
        }
        Axis.parse("x", interpolation);
    }

    @Override
    public String question() {
        return "A batch size of " + small + " against " + large + ": " + model.name() + " on "
                + settings.data().name();
    }

    @Override
    public double expectedSeconds() {
        var cost = StudyCost.of(model.name());
        long samples = settings.samples().orElse(60_000);
        long mapped = settings.mapLimit().getAsInt();
        int points = Axis.parse("x", settings.range()).count();
        return 2 * cost.trainingSeconds(samples, settings.epochs())
                + 2.0 * settings.directions() * cost.mapSeconds((long) points * points, mapped)
                + cost.mapSeconds(Axis.parse("x", interpolation).count(), samples + samples / 6);
    }

    @Override
    public Result run(Listener listener) throws IOException {
        var data = StudyData.of(settings);
        var policy = data.givesStatistics(model) ? BatchNormPolicy.parse("interpolated") : BatchNormPolicy.FROZEN;
        var maps = new ComparedMaps(
                List.of(settings.range(), settings.range()),
                settings.seed(),
                settings.directions(),
                settings.dataDirectory(),
                settings.threads());
        var networks = List.of(train(small, listener), train(large, listener));
        listener.onMessage("interpolating between batch " + small + " and batch " + large);
        var between = networks.get(0).towards(networks.get(1), interpolation, policy);
        var line = maps.surface(between, between.recipe().apply(settings.seed()), "interpolation", listener);
        var subjects = maps.measure(
                networks.stream().map(network -> network.onPlanes(settings)).toList(), listener);
        var report = new StudyReport(networks, subjects, data.classes());
        var figures = new ArrayList<NamedFigure>();
        figures.add(new NamedFigure("interpolation", LandscapeFigures.line1D(line, lineOptions())));
        figures.addAll(report.maps());
        return report.write(new ReportFolder(settings.folder()), question(), List.of(interpolated(line)), figures);
    }

    private FigureOptions lineOptions() {
        return FigureOptions.defaults()
                .withTitle("From batch size " + small + " (0) to batch size " + large + " (1)")
                .withLabels("α", null)
                .withCaption("solid: training, dashed: test");
    }

    private TrainedNetwork train(int batchSize, Listener listener) throws IOException {
        var training = TrainingRecipe.of(settings.epochs(), batchSize, optimizer, new CrossEntropy())
                .withSeeds(TrainingRecipe.Seeds.all(settings.seed()))
                .withThreads(settings.threads());
        var experiment = Experiment.of(model, settings.data(), training).withLimit(settings.samples());
        return TrainedNetwork.train(
                "batch " + batchSize,
                experiment,
                settings.folder().resolve("batch-" + batchSize),
                settings.dataDirectory(),
                listener);
    }

    /** The losses at both ends and the highest between them. */
    private String interpolated(Surface line) {
        var texts = new ArrayList<String>();
        for (var split : List.of(Split.TRAIN, Split.TEST)) {
            var quantity = split + "_loss";
            double highest = Double.NEGATIVE_INFINITY;
            double at = 0;
            for (int i = 0; i < line.grid().cells(); i++) {
                double alpha = line.grid().x().coordinate(i);
                double loss = line.value(quantity, i);
                if (alpha >= 0 && alpha <= 1 && (loss > highest || Double.isNaN(loss))) {
                    highest = loss;
                    at = alpha;
                }
            }
            texts.add("the " + ComparisonText.quantity(quantity) + " is " + near(line, quantity, 0)
                    + " at the solution of batch "
                    + small + ", " + near(line, quantity, 1) + " at that of batch " + large
                    + ", and at most " + Numbers.text(highest, 3) + " between them (α = " + Numbers.text(at, 2) + ")");
        }
        return "Along the line from one solution to the other, " + String.join("; ", texts) + ".";
    }

    /** At the point of the line nearest to a place. */
    private static String near(Surface line, String quantity, double alpha) {
        var x = line.grid().x();
        long index = Math.round((alpha - x.min()) / (x.max() - x.min()) * (x.count() - 1));
        int inside = (int) Math.max(0, Math.min(x.count() - 1, index));
        return Numbers.text(line.value(quantity, inside), 3);
    }
}
