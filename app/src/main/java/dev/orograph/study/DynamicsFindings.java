package dev.orograph.study;

import dev.orograph.measurement.Series;
import dev.orograph.report.Numbers;
import dev.orograph.report.TrainingDynamics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a training went through, in sentences. */
record DynamicsFindings(Dynamics dynamics) {
    /** Between these lies the update ratio of a weight matrix that learns at a sound pace. */
    static final double LEAST_RATIO = 1e-4;

    static final double MOST_RATIO = 1e-2;

    /** Between these lies the standard deviation of sound activations. */
    static final double LEAST_DEVIATION = 0.5;

    static final double MOST_DEVIATION = 2;

    private static final int DIGITS = 3;

    /** Layers in one sentence. */
    private static final int MOST_NAMED = 4;

    List<String> sentences() {
        var findings = new ArrayList<String>();
        if (dynamics.isDiverged()) {
            findings.add("The training diverged: its loss or gradient became NaN or infinite.");
        }
        addLoss(findings);
        addGradient(findings);
        addLayers(findings);
        addChange(findings);
        addRatios(findings);
        addCurvature(findings);
        addActivations(findings);
        var alarms = TrainingDynamics.alarms(dynamics.metrics());
        if (alarms.isEmpty()) {
            findings.add("No alarm was raised.");
        }
        alarms.forEach(alarm -> findings.add("Alarm: " + alarm));
        findings.add("One training, so nothing here tells how another seed would differ. Quantities of steps are means"
                + " over those of an epoch at which they were measured; norms are Euclidean ones of the whole vector.");
        return findings;
    }

    private void addLoss(List<String> findings) {
        var loss = dynamics.after("train_loss", "");
        if (loss.size() < 2) {
            return;
        }
        var improvement = dynamics.improvement();
        int best = Extremes.indexOfGreatest(improvement);
        var rises = IntStream.range(0, improvement.size())
                .filter(i -> improvement.y(i) < 0)
                .count();
        findings.add("The training loss went from " + ends(loss) + best(best, improvement)
                + (rises == 0
                        ? ", and never rose"
                        : ", and rose over " + rises + " of " + improvement.size() + " epochs")
                + ".");
        addTests(findings);
    }

    private static String best(int best, Series improvement) {
        return best < 0
                ? ""
                : "; it fell most over epoch " + epoch(improvement, best) + ", by " + number(improvement.y(best));
    }

    private void addTests(List<String> findings) {
        var loss = dynamics.after("test_loss", "");
        int least = Extremes.indexOfLeast(loss);
        if (loss.size() < 2 || least < 0) {
            return;
        }
        var accuracy = dynamics.after("test_accuracy", "");
        findings.add("The test loss was least after epoch " + epoch(loss, least) + ", " + number(loss.y(least))
                + ", and ended at " + number(last(loss))
                + (accuracy.size() < 2 ? "" : "; the test accuracy went from " + ends(accuracy) + " %") + ".");
    }

    private void addGradient(List<String> findings) {
        var gradient = dynamics.mean(Dynamics.GRADIENT, "");
        int largest = Extremes.indexOfGreatest(gradient);
        if (largest >= 0) {
            findings.add("The gradient norm went from " + ends(gradient) + ", with its largest, "
                    + number(gradient.y(largest)) + ", in epoch " + epoch(gradient, largest) + ".");
        }
    }

    private void addLayers(List<String> findings) {
        var layers = dynamics.byLayer(Dynamics.GRADIENT, dynamics.matricesOf(Dynamics.GRADIENT));
        if (layers.size() < 2) {
            return;
        }
        var order = Comparator.comparingDouble(DynamicsFindings::mean);
        var largest = layers.stream().max(order).orElseThrow();
        var smallest = layers.stream().min(order).orElseThrow();
        findings.add("Of the weight matrices " + largest.name() + " has the largest gradient, " + number(mean(largest))
                + " in the mean over the epochs, and " + smallest.name() + " the smallest, " + number(mean(smallest))
                + ".");
    }

    private void addChange(List<String> findings) {
        var norms = dynamics.norms();
        int largest = Extremes.indexOfGreatest(norms.change());
        if (largest < 0) {
            return;
        }
        int last = norms.norm().size() - 1;
        findings.add("The parameters changed most over epoch " + epoch(norms.change(), largest) + ", by "
                + number(norms.change().y(largest)) + ", and ended "
                + number(norms.distance().y(last))
                + " from where they started; their norm went from " + ends(norms.norm()) + ".");
    }

    private void addRatios(List<String> findings) {
        var layers = dynamics.byLayer(Dynamics.UPDATE_RATIO, dynamics.matricesOf(Dynamics.UPDATE_RATIO));
        if (!layers.isEmpty()) {
            findings.add("Update ratios of the weight matrices lie between " + span(layers)
                    + verdict(layers, LEAST_RATIO, MOST_RATIO, "1e-4…1e-2") + ".");
        }
    }

    private void addCurvature(List<String> findings) {
        var plain = dynamics.mean("lambda_max", "λmax of the Hessian");
        var seen = dynamics.mean("preconditioned_lambda_max", "λmax of the preconditioned Hessian");
        var judged = seen.size() > 0 ? seen : plain;
        var threshold = dynamics.mean("stability_threshold", "");
        if (judged.size() == 0) {
            return;
        }
        int both = Math.min(judged.size(), threshold.size());
        var ratio = Series.of(
                "",
                Arrays.copyOf(judged.x(), both),
                IntStream.range(0, both)
                        .mapToDouble(i -> judged.y(i) / threshold.y(i))
                        .toArray());
        int nearest = Extremes.indexOfGreatest(ratio);
        if (nearest < 0) {
            findings.add(judged.name() + " went from " + ends(judged)
                    + "; how much curvature this optimizer bears is not known.");
            return;
        }
        long above = Arrays.stream(ratio.y()).filter(value -> value > 1).count();
        findings.add(judged.name() + " lies "
                + (above == 0 ? "below" : "above") + " the optimizer's stability threshold in "
                + (above == 0 || above == both ? "all of " + both : above + " of " + both)
                + " epochs; it is " + number(ratio.y(nearest)) + " times the threshold at most, in epoch "
                + epoch(ratio, nearest) + (seen.size() > 0 ? ". " + plain.name() + " went from " + ends(plain) : "")
                + ".");
    }

    private void addActivations(List<String> findings) {
        var deviations = dynamics.byLayer("activation_std", dynamics.layers("activation_std"));
        if (!deviations.isEmpty()) {
            findings.add("Standard deviations of the layers' outputs lie between " + span(deviations)
                    + verdict(deviations, LEAST_DEVIATION, MOST_DEVIATION, "0.5…2") + ".");
        }
        var dead = dynamics.byLayer("dead_units", dynamics.layers("dead_units"));
        dead.stream()
                .max(Comparator.comparingDouble(DynamicsFindings::last))
                .ifPresent(most -> findings.add(
                        last(most) == 0
                                ? "No unit was dead over the last epoch."
                                : "The largest share of dead units over the last epoch is " + number(last(most))
                                        + " %, in " + most.name() + "."));
    }

    private static String span(List<Series> layers) {
        var least = Arrays.stream(Extremes.least(layers).y()).min().orElse(Double.NaN);
        var greatest = Arrays.stream(Extremes.greatest(layers).y()).max().orElse(Double.NaN);
        return number(least) + " and " + number(greatest);
    }

    /** Which layers leave the usual range, and in how many epochs. */
    private static String verdict(List<Series> layers, double least, double most, String range) {
        var outside = new ArrayList<String>();
        for (var layer : layers) {
            long below = Arrays.stream(layer.y()).filter(value -> value < least).count();
            long above = Arrays.stream(layer.y()).filter(value -> value > most).count();
            var sides = new ArrayList<String>();
            if (below > 0) {
                sides.add("below in " + epochs(below, layer));
            }
            if (above > 0) {
                sides.add("above in " + epochs(above, layer));
            }
            if (!sides.isEmpty()) {
                outside.add(layer.name() + " (" + String.join(", ", sides) + ")");
            }
        }
        if (outside.isEmpty()) {
            return ", all within " + range;
        }
        boolean isLong = outside.size() > MOST_NAMED;
        return "; outside " + range + (outside.size() == 1 ? " is " : " are ")
                + (isLong
                        ? outside.size() + " of " + layers.size() + " layers, such as " + outside.get(0)
                        : ComparisonText.list(outside));
    }

    private static String epochs(long count, Series layer) {
        return count == layer.size() ? "all epochs" : count + " of " + layer.size() + " epochs";
    }

    private static String ends(Series series) {
        return number(series.y(0)) + " to " + number(last(series));
    }

    private static double last(Series series) {
        return series.size() == 0 ? Double.NaN : series.y(series.size() - 1);
    }

    private static double mean(Series series) {
        return Arrays.stream(series.y()).average().orElse(Double.NaN);
    }

    private static String epoch(Series series, int point) {
        return Numbers.text(series.x(point), 9);
    }

    private static String number(double value) {
        return Numbers.text(value, DIGITS);
    }
}
