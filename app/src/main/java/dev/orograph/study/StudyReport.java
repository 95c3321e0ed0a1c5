package dev.orograph.study;

import dev.orograph.comparison.Comparison;
import dev.orograph.comparison.FlatnessFigure;
import dev.orograph.comparison.FlatnessSettings;
import dev.orograph.comparison.Subject;
import dev.orograph.data.Split;
import dev.orograph.report.NamedFigure;
import dev.orograph.report.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a study says in the end, in the same form for each. */
final class StudyReport {
    /** A rate of right answers below this multiple of guessing is no learning. */
    private static final double LEARNT = 1.5;

    private static final String LOSS = "train_loss";

    private final List<TrainedNetwork> networks;
    private final List<Subject> subjects;
    private final Comparison comparison;
    private final int classes;

    /**
     * @param subjects the maps of the networks, in their order
     * @param classes number of classes of the data
     */
    StudyReport(List<TrainedNetwork> networks, List<Subject> subjects, int classes) {
        this.networks = networks;
        this.subjects = subjects;
        this.classes = classes;
        var settings = new FlatnessSettings(
                FlatnessSettings.FACTOR, Comparison.defaultRadius(subjects), FlatnessSettings.RISE);
        this.comparison = Comparison.of(subjects, LOSS, settings);
    }

    /** The maps in one figure with one scale. */
    List<NamedFigure> maps() {
        return ComparisonFigures.of(subjects, LOSS, ComparisonFigures.sized(subjects));
    }

    /** What was measured: errors, flatness, whether both agree, and who learnt nothing. */
    List<String> findings() {
        var findings = new ArrayList<String>();
        findings.add("After the last epoch the test error is "
                + ComparisonText.list(networks.stream()
                        .map(network -> Numbers.text(network.error(Split.TEST), 3) + " % for " + network.name())
                        .toList())
                + ".");
        findings.add(ComparisonText.finding(comparison));
        findings.add(agreement());
        for (var network : networks) {
            double correct = 100 - network.error(Split.TRAIN);
            if (!(correct >= LEARNT * 100 / classes)) {
                findings.add(network.name() + " has learnt next to nothing (" + Numbers.text(correct, 3)
                        + " % of the training samples right, guessing gives " + Numbers.text(100.0 / classes, 3)
                        + " %), so its flatness says nothing about a minimum.");
            }
        }
        findings.addAll(comparison.verdict().reasons());
        findings.addAll(comparison.verdict().cautions());
        return findings;
    }

    /** Whether the order by flatness is that by test error. */
    private String agreement() {
        var byRise = sorted(Comparator.comparingDouble(this::rise));
        var byError = sorted(Comparator.comparingDouble(network -> network.error(Split.TEST)));
        return byRise.equals(byError)
                ? "The order from the smallest mean rise to the largest is also that of the test errors" + doubt()
                : "The order from the smallest mean rise to the largest (" + String.join(", ", byRise)
                        + ") is not that of the test errors (" + String.join(", ", byError) + ")" + doubt();
    }

    private String doubt() {
        return comparison.indistinct(FlatnessFigure.MEAN_RISE).isEmpty()
                ? "."
                : "; since intervals overlap, this order may be chance.";
    }

    private List<String> sorted(Comparator<TrainedNetwork> order) {
        return networks.stream().sorted(order).map(TrainedNetwork::name).toList();
    }

    private double rise(TrainedNetwork network) {
        return comparison.rows().stream()
                .filter(row -> row.name().equals(network.name()))
                .mapToDouble(row -> row.estimate(FlatnessFigure.MEAN_RISE).mean())
                .sum();
    }

    private List<String> head() {
        var head = new ArrayList<>(ComparisonText.head(comparison));
        head.add(1, "training error (%)");
        head.add(2, "test error (%)");
        return head;
    }

    private List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        var flatness = ComparisonText.rows(comparison);
        for (int i = 0; i < networks.size(); i++) {
            var row = new ArrayList<>(flatness.get(i));
            row.add(1, Numbers.text(networks.get(i).error(Split.TRAIN), 3));
            row.add(2, Numbers.text(networks.get(i).error(Split.TEST), 3));
            rows.add(row);
        }
        return rows;
    }

    /** Writes the report, {@code flatness.csv} and {@code errors.csv}. */
    Study.Result write(ReportFolder folder, String question, List<String> more, List<NamedFigure> figures)
            throws IOException {
        var findings = new ArrayList<>(findings());
        findings.addAll(0, more);
        var csv = new ArrayList<String>();
        csv.add(ComparisonText.CSV_HEAD);
        csv.addAll(ComparisonText.csv(comparison));
        folder.text("flatness.csv", csv);
        folder.text("errors.csv", errors());
        return folder.report(question, findings, head(), rows(), spread(), figures);
    }

    private String spread() {
        return "± is the sample standard deviation over "
                + subjects.get(0).surfaces().size()
                + " sets of directions; one training of each network, so nothing here tells how another seed of the"
                + " training would differ.";
    }

    private List<String> errors() {
        var lines = new ArrayList<String>();
        lines.add("network,epoch,training_error_percent,test_error_percent");
        for (var network : networks) {
            var training = network.errors(Split.TRAIN);
            var test = network.errors(Split.TEST);
            for (int i = 0; i < Math.min(training.size(), test.size()); i++) {
                lines.add(String.format(
                        Locale.ROOT,
                        "\"%s\",%d,%.4f,%.4f",
                        network.name(),
                        (int) training.x(i),
                        training.y(i),
                        test.y(i)));
            }
        }
        return lines;
    }
}
