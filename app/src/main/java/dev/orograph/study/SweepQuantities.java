package dev.orograph.study;

import dev.orograph.figure.Curve;
import dev.orograph.figure.CurveFigures.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is drawn of groups of trainings: losses, accuracies, gradient norm and memory, as far as they were recorded. */
final class SweepQuantities {
    private SweepQuantities() {}

    static List<Quantity> of(List<RunGroup> groups) {
        var quantities = new ArrayList<Quantity>();
        add(
                quantities,
                "Training loss",
                "loss",
                groups.stream().map(group -> group.byEpoch("train_loss")).toList());
        add(
                quantities,
                "Test loss",
                "loss",
                groups.stream().map(group -> group.byEpoch("test_loss")).toList());
        accuracy(quantities, "Training accuracy", "train_accuracy", groups);
        accuracy(quantities, "Test accuracy", "test_accuracy", groups);
        add(
                quantities,
                "Gradient norm, mean over an epoch",
                "‖gradient‖",
                groups.stream().map(group -> group.overSteps("gradient_norm")).toList());
        add(
                quantities,
                "Memory of the whole process",
                "MB",
                groups.stream().map(RunGroup::megabytes).toList());
        return quantities;
    }

    private static void accuracy(List<Quantity> quantities, String title, String name, List<RunGroup> groups) {
        var curves = groups.stream().map(group -> group.byEpoch(name)).toList();
        if (curves.stream().anyMatch(curve -> curve.mean().size() > 1)) {
            quantities.add(new Quantity(title, "accuracy (%)", false, curves));
        }
    }

    /** On a logarithmic axis where values differ by more than a factor of ten. */
    private static void add(List<Quantity> quantities, String title, String label, List<Curve> curves) {
        if (curves.stream().anyMatch(curve -> curve.mean().size() > 1)) {
            quantities.add(new Quantity(title, label, spansDecades(curves), curves));
        }
    }

    private static boolean spansDecades(List<Curve> curves) {
        var values = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.mean().y()))
                .filter(Double::isFinite)
                .summaryStatistics();
        return values.getCount() > 0 && values.getMin() > 0 && values.getMax() > 10 * values.getMin();
    }
}
