package dev.orograph.cli;

import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.TrainingFigures;
import dev.orograph.measurement.Series;
import dev.orograph.optimize.PlateauSchedule;
import dev.orograph.optimize.Schedule;
import dev.orograph.report.NamedFigure;
import dev.orograph.report.Numbers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws learning rate schedules before a training spends hours on them. */
@Command(
        name = "schedule",
        mixinStandardHelpOptions = true,
        description = "Draws learning rate schedules over the epochs of a training, as 'train --schedule' takes them.")
final class ScheduleCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "SPEC", description = "Such as cosine:warmup=5 or one-cycle.")
    private List<String> schedules = List.of();

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}.")
    private int epochs = 100;

    @Option(
            names = "--steps-per-epoch",
            paramLabel = "N",
            defaultValue = "50",
            description = "Default: ${DEFAULT-VALUE}.")
    private int stepsPerEpoch = 50;

    @Option(names = "--lr", paramLabel = "RATE", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private double learningRate = 1;

    @Option(names = "--log", description = "Show rates by their ratios.")
    private boolean logarithmic;

    @Option(names = "--title", paramLabel = "TEXT", description = "Title of the figure.")
    private @Nullable String title;

    @Mixin
    private final FigureOutput output = new FigureOutput();

    @Option(names = "--json", description = "Print the rate of every step as JSON.")
    private boolean json;

    /** The rates of one schedule, one per step. */
    private record Rates(String schedule, int stepsPerEpoch, List<Double> rates) {}

    @Override
    public Integer call() throws IOException {
        requireSense();
        var lines = new ArrayList<Series>();
        for (var text : schedules) {
            lines.add(line(text, Schedule.parse(text)));
        }
        var out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, lines.stream().map(this::rates).toList());
            return 0;
        }
        var options = FigureOptions.defaults().withTitle(title);
        var figure = TrainingFigures.schedules(lines, logarithmic, options);
        table(lines).lines().forEach(out::println);
        for (var file : output.write(List.of(new NamedFigure("schedules", figure)), Path.of("."))) {
            out.println("figure: " + file);
        }
        return 0;
    }

    private void requireSense() {
        if (epochs < 1 || stepsPerEpoch < 1 || (long) epochs * stepsPerEpoch > 1_000_000) {
            throw new IllegalArgumentException(epochs + " epochs of " + stepsPerEpoch
                    + " steps cannot be drawn; give at least 1 of both, and at most 1,000,000 steps");
        }
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException("learning rate " + learningRate + " must be a number above 0");
        }
    }

    private Series line(String name, Schedule schedule) {
        if (schedule instanceof PlateauSchedule) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "the schedule plateau depends on the losses of a training; it is drawn without reductions");
        }
        int steps = epochs * stepsPerEpoch;
        var x = new double[steps];
        var y = new double[steps];
        for (int step = 0; step < steps; step++) {
            x[step] = (double) step / stepsPerEpoch;
            y[step] = learningRate * schedule.factor(step, stepsPerEpoch, epochs);
        }
        return Series.of(name, x, y);
    }

    private Rates rates(Series line) {
        return new Rates(
                line.name(), stepsPerEpoch, Arrays.stream(line.y()).boxed().toList());
    }

    private static TextTable table(List<Series> lines) {
        var table = new TextTable().row("schedule", "first", "highest", "last");
        for (var line : lines) {
            table.row(
                    line.name(),
                    Numbers.text(line.y(0), 3),
                    Numbers.text(Arrays.stream(line.y()).max().orElse(Double.NaN), 3),
                    Numbers.text(line.y(line.size() - 1), 3));
        }
        return table;
    }
}
