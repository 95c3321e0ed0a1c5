package dev.orograph.study;

import dev.orograph.report.Numbers;
import dev.orograph.sweep.TrainedRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What groups of trainings came to.
 *
 * @param measure by which they are compared
 */
record SweepTable(Measure measure, List<String> head, List<List<String>> rows) {
    /**
     * A quantity recorded after epochs.
     *
     * @param words how it is called in a sentence
     */
    record Measure(String name, String words, boolean isHigherBetter) {}

    private static final List<Measure> BY_PREFERENCE = List.of(
            new Measure("validation_accuracy", "validation accuracy (%)", true),
            new Measure("test_accuracy", "test accuracy (%)", true),
            new Measure("validation_loss", "validation loss", false),
            new Measure("test_loss", "test loss", false),
            new Measure("train_loss", "training loss", false));

    private static final List<String> COLUMNS = List.of(
            "train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "test_loss", "test_accuracy");

    static SweepTable of(List<RunGroup> groups) throws IOException {
        var recorded = new LinkedHashSet<String>();
        groups.forEach(group ->
                group.runs().forEach(run -> recorded.addAll(run.metrics().names("epoch"))));
        var columns = COLUMNS.stream().filter(recorded::contains).toList();
        var head = new ArrayList<String>(List.of("training"));
        columns.forEach(column -> head.add(words(column)));
        head.addAll(List.of("diverged", "optimizer's memory (MB)", "seconds"));
        var rows = new ArrayList<List<String>>();
        for (var group : groups) {
            var row = new ArrayList<String>(List.of(group.name()));
            columns.forEach(column -> row.add(Spread.of(group.last(column)).text(4)));
            row.add(group.diverged() + " of " + group.runs().size());
            row.add(Numbers.text(group.stateMegabytes(), 3));
            row.add(Spread.of(group.runs().stream()
                            .mapToDouble(TrainedRun::seconds)
                            .toArray())
                    .text(3));
            rows.add(List.copyOf(row));
        }
        var measure = BY_PREFERENCE.stream()
                .filter(one -> recorded.contains(one.name()))
                .findFirst()
                .orElse(new Measure("loss", "loss", false));
        return new SweepTable(measure, List.copyOf(head), List.copyOf(rows));
    }

    private static String words(String quantity) {
        return quantity.replace("train_", "training ").replace('_', ' ').replace("accuracy", "accuracy (%)");
    }

    /** Every run after every epoch, as CSV. */
    static List<String> runs(List<RunGroup> groups) {
        var names = new LinkedHashSet<String>();
        groups.forEach(
                group -> group.runs().forEach(run -> names.addAll(run.metrics().names("epoch"))));
        var lines = new ArrayList<String>();
        lines.add("run,epoch,seconds," + String.join(",", names));
        for (var group : groups) {
            for (var run : group.runs()) {
                run.metrics().records().stream()
                        .filter(record -> record.event().equals("epoch"))
                        .forEach(record -> lines.add(String.format(
                                Locale.ROOT,
                                "\"%s\",%d,%.3f,%s",
                                run.name().replace("\"", "\"\""),
                                record.epoch(),
                                record.seconds(),
                                names.stream()
                                        .map(name -> record.values().containsKey(name)
                                                ? String.valueOf(record.values().get(name))
                                                : "")
                                        .collect(Collectors.joining(",")))));
            }
        }
        return lines;
    }
}
