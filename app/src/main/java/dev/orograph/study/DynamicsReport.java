package dev.orograph.study;

import dev.orograph.figure.DynamicsFigures;
import dev.orograph.measurement.Series;
import dev.orograph.report.NamedFigure;
import dev.orograph.report.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What happened inside a training: figures, a row per epoch, a table of the layers, sentences. */
record DynamicsReport(DynamicsStudy study, Dynamics dynamics) {
    private static final int DIGITS = 4;
    private static final String ABSENT = "–";

    /** Quantities of layers that {@code layers.csv} holds. */
    private static final List<String> BY_LAYER = List.of(
            Dynamics.GRADIENT, "update_norm", Dynamics.UPDATE_RATIO, "activation_mean", "activation_std", "dead_units");

    Study.Result write(ReportFolder folder) throws IOException {
        folder.text("layers.csv", layers());
        return folder.report(study.question(), new DynamicsFindings(dynamics).sentences(), head(), rows(), figures());
    }

    private List<NamedFigure> figures() {
        var panels = new DynamicsPanels(dynamics);
        var figures = new ArrayList<NamedFigure>();
        add(figures, "dynamics", study.question(), panels.whole());
        add(figures, "layers", "Layer by layer, means over the steps of an epoch", panels.layers());
        var maps = panels.maps();
        if (!maps.isEmpty()) {
            var title = "All blocks of parameters, means over the steps of an epoch";
            figures.add(new NamedFigure("layer-maps", DynamicsFigures.layers(title, "epoch", maps)));
        }
        add(figures, "stability", "Curvature and steps, means over an epoch", panels.stability());
        add(figures, "activations", "Outputs of layers, means over an epoch", panels.activations());
        add(figures, "dead-units", "Dead units, means over an epoch", panels.dead());
        return figures;
    }

    private static void add(List<NamedFigure> figures, String name, String title, List<DynamicsFigures.Curves> panels) {
        if (!panels.stream().allMatch(DynamicsFigures.Curves::isEmpty)) {
            figures.add(new NamedFigure(name, DynamicsFigures.curves(title, "epoch", panels)));
        }
    }

    /**
     * A column of the table.
     *
     * @param series its numbers by epoch
     */
    private record Column(String head, Series series) {
        String at(double epoch) {
            for (int i = 0; i < series.size(); i++) {
                if (series.x(i) == epoch) {
                    return Numbers.text(series.y(i), DIGITS);
                }
            }
            return ABSENT;
        }
    }

    private List<Column> columns() {
        var ratios = dynamics.byLayer(Dynamics.UPDATE_RATIO, dynamics.matricesOf(Dynamics.UPDATE_RATIO));
        var all = List.of(
                new Column("training loss", dynamics.after("train_loss", "")),
                new Column("test loss", dynamics.after("test_loss", "")),
                new Column("test accuracy (%)", dynamics.after("test_accuracy", "")),
                new Column("loss improvement", dynamics.improvement()),
                new Column("gradient norm", dynamics.mean(Dynamics.GRADIENT, "")),
                new Column("parameter change", dynamics.norms().change()),
                new Column("weight norm", dynamics.norms().norm()),
                new Column("least update ratio", Extremes.least(ratios)),
                new Column("greatest update ratio", Extremes.greatest(ratios)),
                new Column("λmax", dynamics.mean("lambda_max", "")),
                new Column("preconditioned λmax", dynamics.mean("preconditioned_lambda_max", "")),
                new Column("stability threshold", dynamics.mean("stability_threshold", "")));
        return all.stream().filter(column -> column.series().size() > 0).toList();
    }

    private List<String> head() {
        var head = new ArrayList<String>(List.of("epoch"));
        columns().forEach(column -> head.add(column.head()));
        return head;
    }

    private List<List<String>> rows() {
        var columns = columns();
        var epochs = new TreeSet<Double>();
        columns.forEach(column -> {
            for (double epoch : column.series().x()) {
                epochs.add(epoch);
            }
        });
        var rows = new ArrayList<List<String>>();
        for (double epoch : epochs) {
            var row = new ArrayList<String>(List.of(Numbers.text(epoch, 9)));
            columns.forEach(column -> row.add(column.at(epoch)));
            rows.add(row);
        }
        return rows;
    }

    /** A line for each layer and epoch, empty where a quantity was not measured. */
    private List<String> layers() {
        var names = BY_LAYER.stream()
                .flatMap(quantity -> dynamics.layers(quantity).stream())
                .distinct()
                .toList();
        var lines = new ArrayList<String>();
        lines.add("epoch,layer," + String.join(",", BY_LAYER));
        for (var layer : names) {
            var series = BY_LAYER.stream()
                    .map(quantity -> dynamics.mean(quantity + "/" + layer, ""))
                    .toList();
            var epochs = new TreeSet<Double>();
            series.forEach(one -> {
                for (double epoch : one.x()) {
                    epochs.add(epoch);
                }
            });
            for (double epoch : epochs) {
                lines.add((int) epoch + "," + layer + ","
                        + series.stream().map(one -> cell(one, epoch)).collect(Collectors.joining(",")));
            }
        }
        return lines;
    }

    private static String cell(Series series, double epoch) {
        for (int i = 0; i < series.size(); i++) {
            if (series.x(i) == epoch) {
                return Double.toString(series.y(i));
            }
        }
        return "";
    }
}
