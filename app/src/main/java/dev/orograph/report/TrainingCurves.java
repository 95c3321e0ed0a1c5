package dev.orograph.report;

import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.LandscapeFigures;
import dev.orograph.measurement.Series;
import dev.orograph.run.Metrics;
import java.util.ArrayList;
import java.util.List;

/** The curves that a training recorded. */
public final class TrainingCurves {
    /** More points than this no screen tells apart; neighbouring steps are averaged. */
    private static final int MOST_POINTS = 400;

    private static final String LOSS = "loss";
    private static final String ACCURACY = "accuracy";

    private TrainingCurves() {}

    /** Losses and accuracies against epochs, and the loss against steps, as far as they were recorded. */
    public static List<NamedFigure> of(Metrics metrics, FigureOptions options) {
        var figures = new ArrayList<NamedFigure>();
        add(figures, "training-loss", byEpoch(metrics, LOSS), "epoch", "loss", titled(options, "Loss by epoch"));
        add(
                figures,
                "training-accuracy",
                byEpoch(metrics, ACCURACY),
                "epoch",
                "accuracy (%)",
                titled(options.withLogarithmic(false), "Accuracy by epoch"));
        var steps = metrics.byStep("step", LOSS);
        int width = (steps.size() + MOST_POINTS - 1) / MOST_POINTS;
        var name = width <= 1 ? "loss of each step" : "loss, mean of " + width + " steps";
        add(
                figures,
                "training-steps",
                List.of(averaged(name, steps, Math.max(1, width))),
                "step",
                "loss",
                titled(options, "Loss by step"));
        return List.copyOf(figures);
    }

    /** At most as many points as a screen tells apart, each the mean of its neighbours. */
    static Series thinned(String name, Series series) {
        return averaged(name, series, Math.max(1, (series.size() + MOST_POINTS - 1) / MOST_POINTS));
    }

    private static FigureOptions titled(FigureOptions options, String title) {
        return options.title() == null ? options.withTitle(title) : options;
    }

    private static void add(
            List<NamedFigure> figures, String name, List<Series> series, String x, String y, FigureOptions options) {
        var drawn = series.stream().filter(one -> one.size() > 1).toList();
        if (!drawn.isEmpty()) {
            figures.add(new NamedFigure(name, LandscapeFigures.curves(drawn, x, y, options)));
        }
    }

    /** {@code train_loss}, {@code test_loss} and so on; the mean over the batches of an epoch where it is all there is. */
    private static List<Series> byEpoch(Metrics metrics, String quantity) {
        var all = new ArrayList<Series>();
        for (var name : metrics.names("epoch")) {
            if (name.endsWith("_" + quantity)) {
                var series = metrics.byEpoch("epoch", name);
                all.add(Series.of(words(name), series.x(), series.y()));
            }
        }
        if (all.isEmpty()) {
            all.add(metrics.byEpoch("epoch", quantity));
        }
        return all;
    }

    private static String words(String name) {
        return name.replace("train_", "training ").replace('_', ' ');
    }

    private static Series averaged(String name, Series series, int width) {
        int count = series.size() / width;
        var x = new double[count];
        var y = new double[count];
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int j = 0; j < width; j++) {
                sum += series.y(i * width + j);
            }
            x[i] = series.x((i + 1) * width - 1);
            y[i] = sum / width;
        }
        return Series.of(name, x, y);
    }
}
