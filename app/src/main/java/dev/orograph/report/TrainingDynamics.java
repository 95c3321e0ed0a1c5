package dev.orograph.report;

import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.LandscapeFigures;
import dev.orograph.measurement.Series;
import dev.orograph.run.Metrics;
import dev.orograph.run.MetricsRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What probes saw inside a training, as figures, and the alarms that were raised. */
public final class TrainingDynamics {
    private static final String STEP = "step";

    /** Lines in a figure that can still be told apart. */
    private static final int MOST_LINES = 6;

    private TrainingDynamics() {}

    /** Gradient norms, update ratios, curvature and activations against steps, as far as they were recorded. */
    public static List<NamedFigure> of(Metrics metrics, FigureOptions options) {
        var figures = new ArrayList<NamedFigure>();
        var logarithmic = options.withLogarithmic(true);
        var linear = options.withLogarithmic(false);
        var gradients = new ArrayList<Series>();
        gradients.add(TrainingCurves.thinned("whole network", metrics.byStep(STEP, "gradient_norm")));
        gradients.addAll(layers(metrics, "gradient_norm", MOST_LINES - 1));
        add(figures, "gradient-norm", gradients, "gradient norm", titled(logarithmic, "Gradient norm by step"));
        add(
                figures,
                "update-ratio",
                layers(metrics, "update_ratio", MOST_LINES),
                "mean |update| / mean |weight|",
                titled(logarithmic, "Update ratio by step"));
        add(
                figures,
                "curvature",
                curvature(metrics),
                "largest eigenvalue",
                titled(logarithmic, "Largest eigenvalue by step"));
        add(
                figures,
                "activation-spread",
                layers(metrics, "activation_std", MOST_LINES),
                "standard deviation",
                titled(logarithmic, "Spread of the activations by step"));
        add(
                figures,
                "dead-units",
                layers(metrics, "dead_units", MOST_LINES),
                "dead units (%)",
                titled(linear, "Dead units by step"));
        add(
                figures,
                "alpha",
                List.of(TrainingCurves.thinned("where steps end", metrics.byStep(STEP, "alpha"))),
                "α (−1 start, 0 minimum)",
                titled(linear, "Position along the step"));
        return List.copyOf(figures);
    }

    /** One sentence per alarm, in the order in which they were raised. */
    public static List<String> alarms(Metrics metrics) {
        return metrics.records().stream()
                .filter(record -> record.event().equals("alarm"))
                .map(TrainingDynamics::sentence)
                .toList();
    }

    private static String sentence(MetricsRecord record) {
        return "Step " + record.step() + ", " + record.text("alarm").replace('_', ' ') + ": " + record.text("message")
                + ".";
    }

    /** What the optimizer sees where it has a view of its own, and the threshold. */
    private static List<Series> curvature(Metrics metrics) {
        var names = Map.of(
                "lambda_max", "λ of the Hessian",
                "preconditioned_lambda_max", "λ as the optimizer sees it",
                "stability_threshold", "stability threshold");
        var all = new ArrayList<Series>();
        for (var name : List.of("lambda_max", "preconditioned_lambda_max", "stability_threshold")) {
            all.add(TrainingCurves.thinned(names.getOrDefault(name, name), metrics.byStep(STEP, name)));
        }
        return all;
    }

    /** A quantity of some layers, evenly chosen from the first to the last; weight matrices rather than biases. */
    private static List<Series> layers(Metrics metrics, String quantity, int most) {
        var names = metrics.names(STEP).stream()
                .filter(name -> name.startsWith(quantity + "/"))
                .toList();
        var weights = names.stream().filter(name -> name.endsWith("weight")).toList();
        var wanted = weights.isEmpty() ? names : weights;
        int count = Math.min(most, wanted.size());
        var chosen = new ArrayList<Series>();
        for (int i = 0; i < count; i++) {
            var name = wanted.get(count == 1 ? 0 : i * (wanted.size() - 1) / (count - 1));
            chosen.add(TrainingCurves.thinned(name.substring(quantity.length() + 1), metrics.byStep(STEP, name)));
        }
        return chosen;
    }

    private static FigureOptions titled(FigureOptions options, String title) {
        return options.title() == null ? options.withTitle(title) : options;
    }

    private static void add(
            List<NamedFigure> figures, String name, List<Series> series, String y, FigureOptions options) {
        var drawn = series.stream().filter(one -> one.size() > 1).toList();
        if (!drawn.isEmpty()) {
            figures.add(new NamedFigure("training-" + name, LandscapeFigures.curves(drawn, STEP, y, options)));
        }
    }
}
