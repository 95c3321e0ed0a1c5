package dev.orograph.study;

import dev.orograph.comparison.Comparison;
import dev.orograph.comparison.Subject;
import dev.orograph.figure.FigureOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes a comparison: {@code comparison.md}, {@code comparison.csv} and figures. */
public final class ComparisonReport {
    private ComparisonReport() {}

    /**
     * Writes everything.
     *
     * @param comparisons one for each quantity
     */
    public static void write(
            ReportFolder folder, List<Subject> subjects, List<Comparison> comparisons, FigureOptions options)
            throws IOException {
        var text = new ArrayList<String>();
        text.add("# " + ComparisonText.list(subjects.stream().map(Subject::name).toList()));
        text.add("");
        var csv = new ArrayList<String>();
        csv.add(ComparisonText.CSV_HEAD);
        for (var comparison : comparisons) {
            text.addAll(section(comparison));
            csv.addAll(ComparisonText.csv(comparison));
            folder.figures(ComparisonFigures.of(subjects, comparison.quantity(), options));
        }
        folder.text("comparison.md", text);
        folder.text("comparison.csv", csv);
    }

    /** Heading, sentences and table of one quantity. */
    static List<String> section(Comparison comparison) {
        var text = new ArrayList<String>();
        text.add("## Flatness of the " + ComparisonText.quantity(comparison.quantity()));
        text.add("");
        ComparisonText.sentences(comparison).forEach(sentence -> text.add("- " + sentence));
        text.add("");
        text.addAll(ReportFolder.markdown(ComparisonText.head(comparison), ComparisonText.rows(comparison)));
        text.add("");
        return text;
    }
}
