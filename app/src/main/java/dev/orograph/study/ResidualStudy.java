package dev.orograph.study;

import dev.orograph.measurement.Axis;
import dev.orograph.network.ModelRecipe;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.Schedule;
import dev.orograph.progress.Listener;
import dev.orograph.report.NamedFigure;
import dev.orograph.training.Experiment;
import dev.orograph.training.TrainingRecipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Residual networks that differ in their shortcuts, widths or depths, trained alike and mapped side by side, with the
 * curves of their errors below, after Li et al. 2018 (arXiv 1712.09913).
 *
 * @param question what is compared
 * @param models the networks by name, in the order of the figure
 * @param batchSize samples per step
 * @param optimizer of all trainings, whose learning rate falls to 0 along a cosine
 */
public record ResidualStudy(
        StudySettings settings,
        String question,
        Map<String, ModelRecipe> models,
        int batchSize,
        OptimizerSettings optimizer)
        implements Study {
    public ResidualStudy {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    }

    /**
     * A residual network with and without shortcuts, at each width.
     *
     * @param architecture such as {@code resnet20}
     * @param widths factors on the number of channels, at least one
     */
    public static ResidualStudy shortcuts(
            StudySettings settings,
            String architecture,
            List<Integer> widths,
            int batchSize,
            OptimizerSettings optimizer) {
        var models = new LinkedHashMap<String, ModelRecipe>();
        for (int width : widths) {
            for (boolean hasShortcuts : new boolean[] {true, false}) {
                models.put(name(architecture, hasShortcuts, width), model(architecture, hasShortcuts, width));
            }
        }
        var question = architecture + " with and without shortcuts on "
                + settings.data().name();
        return new ResidualStudy(settings, question, models, batchSize, optimizer);
    }

    /**
     * Residual networks of several depths, each with and without shortcuts.
     *
     * @param depths such as 20 and 56
     */
    public static ResidualStudy depths(
            StudySettings settings, List<Integer> depths, int batchSize, OptimizerSettings optimizer) {
        var models = new LinkedHashMap<String, ModelRecipe>();
        for (boolean hasShortcuts : new boolean[] {true, false}) {
            for (int depth : depths) {
                var architecture = "resnet" + depth;
                models.put(name(architecture, hasShortcuts, 1), model(architecture, hasShortcuts, 1));
            }
        }
        var question = "Residual networks of "
                + ComparisonText.list(depths.stream().map(String::valueOf).toList())
                + " layers with and without shortcuts on " + settings.data().name();
        return new ResidualStudy(settings, question, models, batchSize, optimizer);
    }

    /** As the paper calls them: {@code ResNet-56}, {@code ResNet-56-noshort}. */
    private static String name(String architecture, boolean hasShortcuts, int width) {
        return architecture.replace("resnet", "ResNet-")
                + (hasShortcuts ? "" : "-noshort")
                + (width == 1 ? "" : " ×" + width);
    }

    private static ModelRecipe model(String architecture, boolean hasShortcuts, int width) {
        var parameters = new LinkedHashMap<String, String>();
        if (!hasShortcuts) {
            parameters.put("shortcuts", "false");
        }
        if (width != 1) {
            parameters.put("widen", Integer.toString(width));
        }
        return new ModelRecipe(architecture, parameters);
    }

    @Override
    public double expectedSeconds() {
        long points = Axis.parse("x", settings.range()).count();
        double seconds = 0;
        for (var model : models.values()) {
            var cost = StudyCost.of(model.name());
            double widening = Math.pow(Integer.parseInt(model.parameters().getOrDefault("widen", "1")), 2);
            seconds += widening * cost.trainingSeconds(settings.samples().orElse(60_000), settings.epochs());
            seconds += widening
                    * settings.directions()
                    * cost.mapSeconds(points * points, settings.mapLimit().getAsInt());
        }
        return seconds;
    }

    @Override
    public Result run(Listener listener) throws IOException {
        var data = StudyData.of(settings);
        for (var model : models.values()) {
            data.givesStatistics(model); // what cannot be built is told before the first training
        }
        var maps = new ComparedMaps(
                List.of(settings.range(), settings.range()),
                settings.seed(),
                settings.directions(),
                settings.dataDirectory(),
                settings.threads());
        var networks = new ArrayList<TrainedNetwork>();
        for (var model : models.entrySet()) {
            networks.add(train(model.getKey(), model.getValue(), listener));
        }
        var subjects = maps.measure(
                networks.stream().map(network -> network.onPlanes(settings)).toList(), listener);
        var report = new StudyReport(networks, subjects, data.classes());
        var figures = new ArrayList<NamedFigure>();
        figures.add(StudyFigures.mapsAndErrors(networks, subjects, "train_loss"));
        figures.addAll(report.maps());
        return report.write(new ReportFolder(settings.folder()), question(), List.of(), figures);
    }

    private TrainedNetwork train(String name, ModelRecipe model, Listener listener) throws IOException {
        var training = TrainingRecipe.of(settings.epochs(), batchSize, optimizer, new CrossEntropy())
                .withSchedule(Schedule.parse("cosine"))
                .withSeeds(TrainingRecipe.Seeds.all(settings.seed()))
                .withThreads(settings.threads());
        var experiment = Experiment.of(model, settings.data(), training).withLimit(settings.samples());
        return TrainedNetwork.train(
                name, experiment, settings.folder().resolve(folderName(name)), settings.dataDirectory(), listener);
    }

    private static String folderName(String name) {
        return name.toLowerCase(Locale.ROOT).replace("×", "x").replaceAll("[^a-z0-9]+", "-");
    }
}
