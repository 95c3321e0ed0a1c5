package dev.orograph.cli;

import dev.orograph.figure.Figure;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.TrainingFigures;
import dev.orograph.measurement.Series;
import dev.orograph.training.Experiment;
import dev.orograph.training.ExperimentJob;
import dev.orograph.training.RateCurve;
import dev.orograph.training.RateSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;

/** A range test of learning rates as commands run and show it. */
final class RateFinding {
    private RateFinding() {}

    static RateCurve run(Experiment experiment, RateSearch search, Path dataDirectory, CommandLine line)
            throws IOException {
        try (var listener = new TerminalListener(line.getErr());
                var job = ExperimentJob.open(experiment, dataDirectory, listener)) {
            return job.search(search, listener);
        }
    }

    /** Rates by the rule that found them, the recommended first; those that found none are missing. */
    static Map<String, Double> suggestions(RateCurve curve) {
        var suggestions = new LinkedHashMap<String, Double>();
        curve.valley().ifPresent(rate -> suggestions.put("valley", rate));
        curve.steepest().ifPresent(rate -> suggestions.put("steepest", rate));
        curve.tenthOfMinimum().ifPresent(rate -> suggestions.put("minimum / 10", rate));
        return suggestions;
    }

    /** A line for each suggestion, and one that says how the test ended. */
    static List<String> lines(RateCurve curve) {
        var table = new TextTable();
        suggestions(curve).forEach((name, rate) -> table.row(name, text(rate), meaning(name)));
        var lines = new ArrayList<String>(table.lines());
        if (curve.suggestion().isEmpty()) {
            lines.add("no rate lowers the loss; try more --steps or another --range");
        }
        var last = curve.points().isEmpty()
                ? "the first step"
                : "rate " + text(curve.points().get(curve.points().size() - 1).rate());
        switch (curve.outcome()) {
            case STOPPED_EARLY -> lines.add("the loss exploded at " + last);
            case DIVERGED -> lines.add("the loss was no longer finite after " + last);
            case COMPLETED, CANCELLED, ALARMED -> {}
        }
        return lines;
    }

    /** A rate in the form that {@code --lr} reads. */
    static String text(double rate) {
        return String.format(Locale.ROOT, "%.3g", rate);
    }

    private static String meaning(String name) {
        return switch (name) {
            case "valley" -> "the middle of the longest fall; suggested";
            case "steepest" -> "where the loss falls fastest";
            default -> "a tenth of the rate with the lowest loss";
        };
    }

    static Figure figure(Experiment experiment, RateCurve curve) {
        // the rate has no part in the test
        var settings = experiment
                .training()
                .optimizer()
                .text()
                .replaceFirst("\\blr=[^,]*,?", "")
                .replaceFirst("[:,]$", "");
        var options = FigureOptions.defaults()
                .withCaption(
                        experiment.model().name() + ", " + experiment.data().name() + ", " + settings + ", batches of "
                                + experiment.training().batchSize());
        return TrainingFigures.learningRates(
                series("loss of a batch", curve, RateCurve.Point::loss),
                series("smoothed", curve, RateCurve.Point::smoothed),
                suggestions(curve),
                options);
    }

    private static Series series(String name, RateCurve curve, ToDoubleFunction<RateCurve.Point> value) {
        return Series.of(
                name,
                curve.points().stream().mapToDouble(RateCurve.Point::rate).toArray(),
                curve.points().stream().mapToDouble(value).toArray());
    }
}
