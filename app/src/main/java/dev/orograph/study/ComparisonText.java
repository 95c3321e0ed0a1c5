package dev.orograph.study;

import dev.orograph.comparison.Comparison;
import dev.orograph.comparison.FlatnessFigure;
import dev.orograph.report.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison in words and rows: what was measured, and no more. */
public final class ComparisonText {
    private static final List<FlatnessFigure> OTHERS =
            List.of(FlatnessFigure.RISE_RADIUS, FlatnessFigure.CURVATURE, FlatnessFigure.SUBLEVEL_VOLUME);

    private ComparisonText() {}

    /** The verdict, its reasons and cautions, and what was measured. */
    public static List<String> sentences(Comparison comparison) {
        var sentences = new ArrayList<String>();
        sentences.add(comparison.verdict().sentence());
        sentences.addAll(comparison.verdict().reasons());
        sentences.addAll(comparison.verdict().cautions());
        sentences.add(finding(comparison));
        return List.copyOf(sentences);
    }

    /** The mean rise of each, and whether the spread over directions lets them be told apart. */
    public static String finding(Comparison comparison) {
        var rises = comparison.rows().stream()
                .map(row -> Numerals.text(row.estimate(FlatnessFigure.MEAN_RISE)) + " for " + row.name())
                .toList();
        return "At radius " + Numbers.text(comparison.settings().radius(), 3) + " the mean "
                + quantity(comparison.quantity()) + " rises by " + list(rises) + "; " + spread(comparison)
                + others(comparison);
    }

    private static String spread(Comparison comparison) {
        int count = comparison.rows().get(0).estimate(FlatnessFigure.MEAN_RISE).count();
        if (count < 2) {
            return "with a single set of directions there is no spread, so this does not show whether they differ.";
        }
        var figure = FlatnessFigure.MEAN_RISE;
        if (comparison.rows().stream().anyMatch(row -> !row.estimate(figure).hasSpread())) {
            return "not all of these numbers are finite, so this does not show whether they differ.";
        }
        var over = "over " + count + " sets of directions ";
        var pairs = comparison.indistinct(figure);
        if (pairs.isEmpty()) {
            return over + "the intervals mean ± standard deviation do not overlap.";
        }
        var names =
                pairs.stream().map(pair -> pair.get(0) + " and " + pair.get(1)).toList();
        return over + "the intervals mean ± standard deviation of " + String.join(", of ", names)
                + " overlap, so this does not show a difference between them.";
    }

    /** What the other figures say of the same question, where there is a spread. */
    private static String others(Comparison comparison) {
        if (comparison.rows().get(0).estimate(FlatnessFigure.MEAN_RISE).count() < 2) {
            return "";
        }
        var apart = new ArrayList<String>();
        var together = new ArrayList<String>();
        for (var figure : OTHERS) {
            (comparison.indistinct(figure).isEmpty() ? apart : together).add(figure.toString());
        }
        return " Of the other figures, "
                + (apart.isEmpty() ? "none tells" : list(apart) + (apart.size() == 1 ? " tells" : " tell"))
                + " all of them apart"
                + (together.isEmpty() || apart.isEmpty()
                        ? "."
                        : "; " + list(together) + (together.size() == 1 ? " does not." : " do not."));
    }

    /** Heads of the table's columns. */
    public static List<String> head(Comparison comparison) {
        var settings = comparison.settings();
        return List.of(
                "network",
                FlatnessFigure.CENTRE_LOSS.toString(),
                "rise radius (×" + Numbers.text(settings.factor(), 3) + ")",
                "mean rise at " + Numbers.text(settings.radius(), 3),
                FlatnessFigure.CURVATURE.toString(),
                "sublevel volume (+" + Numbers.text(settings.rise(), 3) + ")");
    }

    /** The table's rows: name, then every figure with its spread. */
    public static List<List<String>> rows(Comparison comparison) {
        var rows = new ArrayList<List<String>>();
        for (var row : comparison.rows()) {
            var cells = new ArrayList<String>();
            cells.add(row.name());
            for (var figure : FlatnessFigure.values()) {
                cells.add(Numerals.text(row.estimate(figure)));
            }
            rows.add(List.copyOf(cells));
        }
        return List.copyOf(rows);
    }

    /** Every figure as lines of CSV, without a head; see {@link #CSV_HEAD}. */
    static List<String> csv(Comparison comparison) {
        var lines = new ArrayList<String>();
        for (var row : comparison.rows()) {
            for (var figure : FlatnessFigure.values()) {
                var estimate = row.estimate(figure);
                lines.add(String.format(
                        Locale.ROOT,
                        "\"%s\",%s,%s,%s,%s,%d,%b",
                        row.name().replace("\"", "\"\""),
                        comparison.quantity(),
                        figure.name().toLowerCase(Locale.ROOT),
                        estimate.mean(),
                        estimate.deviation(),
                        estimate.count(),
                        estimate.isLowerBound()));
            }
        }
        return lines;
    }

    static final String CSV_HEAD = "network,quantity,figure,mean,standard_deviation,direction_sets,is_lower_bound";

    /** As in {@code training loss}. */
    static String quantity(String name) {
        return name.replace("train_", "training_").replace('_', ' ');
    }

    /** As in {@code a, b and c}. */
    static String list(List<String> items) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }
}
