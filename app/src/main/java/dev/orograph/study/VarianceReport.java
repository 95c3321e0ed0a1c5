package dev.orograph.study;

import dev.orograph.figure.Figure;
import dev.orograph.figure.HistogramFigures;
import dev.orograph.figure.LineMark;
import dev.orograph.figure.Marker;
import dev.orograph.figure.Panel;
import dev.orograph.figure.Plot;
import dev.orograph.figure.PlotAxis;
import dev.orograph.figure.Rgb;
import dev.orograph.measurement.Histogram;
import dev.orograph.measurement.Series;
import dev.orograph.objective.LayerSignal;
import dev.orograph.report.NamedFigure;
import dev.orograph.report.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What goes through untrained networks, in tables and small multiples. */
final class VarianceReport {
    private static final String CSV_HEAD =
            "activation,initialiser,layer,quantity,numbers,undefined,mean,variance,min,max";
    private static final int PANEL_WIDTH = 270;
    private static final int PANEL_HEIGHT = 210;

    /** Room below lines and beside them, as shares of their own height. */
    private static final double ROOM_FOR_LEGEND = 0.8;

    private static final double MARGIN = 0.05;

    /** Okabe and Ito's colours, one per initialiser. */
    private static final List<Rgb> COLORS = List.of(
            Rgb.of("#0072b2"),
            Rgb.of("#d55e00"),
            Rgb.of("#009e73"),
            Rgb.of("#cc79a7"),
            Rgb.of("#56b4e9"),
            Rgb.of("#e69f00"),
            Rgb.of("#4d4d4d"));

    private final VarianceStudy study;
    private final List<VarianceCase> cases;
    private final int samples;

    VarianceReport(VarianceStudy study, List<VarianceCase> cases, int samples) {
        this.study = study;
        this.cases = List.copyOf(cases);
        this.samples = samples;
    }

    /** Writes the report and {@code variances.csv}, with a figure of all variances and one of histograms for each case. */
    Study.Result write(ReportFolder folder) throws IOException {
        var figures = new ArrayList<NamedFigure>();
        figures.add(new NamedFigure("variances", variances()));
        for (var each : cases) {
            figures.add(new NamedFigure("layers-" + plain(each.name()), histograms(each)));
        }
        folder.text("variances.csv", csv());
        return folder.report(study.question(), findings(), head(), rows(), notes(), figures);
    }

    private List<String> findings() {
        var findings = new ArrayList<String>();
        for (var entry : byActivation().entrySet()) {
            var keeping = entry.getValue().stream()
                    .filter(VarianceCase::keepsOutputs)
                    .map(each -> each.start().text())
                    .toList();
            var losing = entry.getValue().stream()
                    .filter(each -> !each.keepsOutputs())
                    .map(each -> each.start().text() + " (" + VarianceCase.verdict(each.outputs()) + ")")
                    .toList();
            findings.add((entry.getKey().isEmpty() ? "The" : "With " + entry.getKey() + " the")
                    + " variance of the layers' outputs is kept by "
                    + (keeping.isEmpty() ? "none" : ComparisonText.list(keeping))
                    + (losing.isEmpty() ? "." : "; not by " + ComparisonText.list(losing) + "."));
        }
        return findings;
    }

    private Map<String, List<VarianceCase>> byActivation() {
        return cases.stream()
                .collect(Collectors.groupingBy(VarianceCase::activation, LinkedHashMap::new, Collectors.toList()));
    }

    private List<String> head() {
        var head = new ArrayList<>(List.of("activation", "initialiser"));
        int layers = cases.get(0).layers().size();
        IntStream.rangeClosed(1, layers).forEach(layer -> head.add("output " + layer));
        head.add("outputs");
        IntStream.rangeClosed(1, layers).forEach(layer -> head.add("gradient " + layer));
        head.add("gradients");
        return head;
    }

    private List<List<String>> rows() {
        return cases.stream()
                .map(each -> {
                    var row = new ArrayList<>(List.of(
                            each.activation().isEmpty() ? "its own" : each.activation(),
                            each.start().text()));
                    Arrays.stream(each.outputs()).forEach(variance -> row.add(Numbers.text(variance, 3)));
                    row.add(VarianceCase.verdict(each.outputs()));
                    Arrays.stream(each.gradients()).forEach(variance -> row.add(Numbers.text(variance, 3)));
                    row.add(VarianceCase.verdict(each.gradients()));
                    return List.copyOf(row);
                })
                .toList();
    }

    private String notes() {
        return "Variances over a batch of " + samples + " samples and all units of a layer: of its outputs before the"
                + " activation, and of the gradients of the mean cross-entropy with respect to its weights. One is \"kept\""
                + " where its largest and smallest value in any layer differ by less than a factor of "
                + Numbers.text(VarianceCase.KEPT, 3) + ". variances.csv has those of weights and of activations too.";
    }

    private List<String> csv() {
        var lines = new ArrayList<String>();
        lines.add(CSV_HEAD);
        for (var each : cases) {
            for (var layer : each.layers()) {
                lines.add(csv(each, layer, "weights", layer.weights()));
                lines.add(csv(each, layer, "gradients", layer.gradients()));
                lines.add(csv(each, layer, "outputs", layer.outputs()));
                lines.add(csv(each, layer, "activations", layer.activations()));
            }
        }
        return lines;
    }

    private static String csv(VarianceCase each, LayerSignal layer, String quantity, Histogram histogram) {
        return String.format(
                Locale.ROOT,
                "%s,\"%s\",%s,%s,%d,%d,%s,%s,%s,%s",
                each.activation(),
                each.start().text().replace("\"", "\"\""),
                layer.name(),
                quantity,
                histogram.moments().count(),
                histogram.undefined(),
                histogram.mean(),
                histogram.variance(),
                histogram.min(),
                histogram.max());
    }

    /** The variances against the layer: outputs above, gradients below, one column per activation. */
    private Figure variances() {
        var panels = new ArrayList<Panel>();
        addRow(panels, "variance of outputs", VarianceCase::outputs, true);
        addRow(panels, "variance of gradients", VarianceCase::gradients, false);
        int columns = byActivation().size();
        return Figure.grid(columns, panels)
                .withSize(Math.min(10_000, 360 * columns + 60), 760)
                .withTitle(study.question())
                .withCaption("triangles: a variance of 0; " + samples + " samples, seed " + study.seed());
    }

    /** A row with one axis; the first panel of the upper one has the legend, for which there is room below the lines. */
    private void addRow(List<Panel> panels, String label, Function<VarianceCase, double[]> quantity, boolean isUpper) {
        var range = cases.stream()
                .flatMapToDouble(each -> Arrays.stream(quantity.apply(each)))
                .filter(variance -> variance > 0 && Double.isFinite(variance))
                .summaryStatistics();
        boolean hasRange = range.getCount() > 0 && range.getMax() > range.getMin();
        double span = hasRange ? range.getMax() / range.getMin() : 1;
        double low = range.getMin() * Math.pow(span, isUpper ? -ROOM_FOR_LEGEND : -MARGIN);
        double high = range.getMax() * Math.pow(span, MARGIN);
        int first = panels.size();
        byActivation().forEach((activation, group) -> {
            boolean isLeft = panels.size() == first;
            var y = PlotAxis.logarithmic(isLeft ? label : "");
            var plot = Plot.of(lines(group, quantity))
                    .withTitle(isUpper ? activation : "")
                    .withAxes(PlotAxis.linear("layer"), hasRange && low > 0 ? y.withRange(low, high) : y);
            panels.add(isLeft && isUpper ? plot : plot.withoutLegend());
        });
    }

    private static LineMark[] lines(List<VarianceCase> group, Function<VarianceCase, double[]> quantity) {
        var marks = new ArrayList<LineMark>();
        for (var each : group) {
            var variances = quantity.apply(each);
            var layers =
                    IntStream.rangeClosed(1, variances.length).asDoubleStream().toArray();
            marks.add(LineMark.of(
                            Series.of(each.start().text(), layers, variances), COLORS.get(marks.size() % COLORS.size()))
                    .withMarker(Marker.CIRCLE));
        }
        return marks.toArray(LineMark[]::new);
    }

    /** A column per layer: weights, gradients, outputs. */
    private Figure histograms(VarianceCase each) {
        var panels = new ArrayList<Panel>();
        addRow(panels, each, "weights", LayerSignal::weights, 0);
        addRow(panels, each, "gradients", LayerSignal::gradients, 1);
        addRow(panels, each, "outputs", LayerSignal::outputs, 2);
        int layers = each.layers().size();
        return Figure.grid(layers, panels)
                .withSize(Math.min(10_000, layers * PANEL_WIDTH), 3 * PANEL_HEIGHT + 80)
                .withTitle(each.name())
                .withCaption("a column per layer; bars and curve have area 1; " + samples + " samples, seed "
                        + study.seed());
    }

    private static void addRow(
            List<Panel> panels, VarianceCase each, String what, Function<LayerSignal, Histogram> quantity, int color) {
        for (int i = 0; i < each.layers().size(); i++) {
            var histogram = quantity.apply(each.layers().get(i));
            var title = what + " " + (i + 1) + " · var " + Numbers.text(histogram.variance(), 2);
            panels.add(HistogramFigures.panel(title, histogram, color));
        }
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("-$", "");
    }
}
