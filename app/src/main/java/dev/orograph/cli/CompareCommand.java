package dev.orograph.cli;

import dev.orograph.comparison.Comparison;
import dev.orograph.comparison.Estimate;
import dev.orograph.comparison.FlatnessFigure;
import dev.orograph.comparison.FlatnessSettings;
import dev.orograph.comparison.Subject;
import dev.orograph.report.PlotKind;
import dev.orograph.study.ComparedMaps;
import dev.orograph.study.ComparisonFigures;
import dev.orograph.study.ComparisonReport;
import dev.orograph.study.ComparisonText;
import dev.orograph.study.MappedNetwork;
import dev.orograph.study.ReportFolder;
import dev.orograph.tensor.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Maps several networks in one way and says how flat each is, and whether they can be compared at all. */
@Command(
        name = "compare",
        description = {
            "Maps several networks over one range, one colour scale and one set of seeds, and compares how flat they are.",
            "A network is a run (a folder or its name, with @EPOCH for a checkpoint), a file of weights (with --model"
                    + " and --data), or a surface that is there already (.h5 or .csv). Interrupted, the same command goes"
                    + " on.",
        },
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(arity = "2..*", paramLabel = "NETWORK", description = "Two or more runs, weight files or surfaces.")
    private List<String> networks = List.of();

    @Option(names = "--names", paramLabel = "NAME", split = ",", description = "What to call them (default: as given).")
    private @Nullable List<String> names;

    @Mixin
    private final ComparedNetworks members = new ComparedNetworks();

    @Option(
            names = "--x",
            paramLabel = "MIN:MAX:N",
            defaultValue = "-1:1:51",
            description = "Range along x (default: ${DEFAULT-VALUE}); auto or auto:N takes the largest that any network"
                    + " asks for.")
    private String x = "-1:1:51";

    @Option(names = "--y", paramLabel = "MIN:MAX:N", description = "Range along y; without it, lines along x.")
    private @Nullable String y;

    @Option(
            names = "--directions",
            paramLabel = "K",
            defaultValue = "3",
            description = "Number of sets of directions over which the spread is taken (default: ${DEFAULT-VALUE}).")
    private int directions = 3;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Seed of the first directions.")
    private long seed;

    @Option(
            names = "--rise-factor",
            paramLabel = "F",
            defaultValue = "2",
            description =
                    "The rise radius is where the loss is F times that of the centre (default: ${DEFAULT-VALUE}).")
    private double factor = FlatnessSettings.FACTOR;

    @Option(
            names = "--radius",
            paramLabel = "R",
            description = "Where the mean rise is taken (default: half the range).")
    private @Nullable Double radius;

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            defaultValue = "0.1",
            description = "The sublevel volume is where the loss is less than E above the centre"
                    + " (default: ${DEFAULT-VALUE}).")
    private double epsilon = FlatnessSettings.RISE;

    @Option(names = "--threads", paramLabel = "N", description = "Workers (default: one per processor).")
    private @Nullable Integer threads;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the result (default: runs/compare-A-B).")
    private @Nullable Path out;

    @Mixin
    private final FigureFlags figures = new FigureFlags();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        requireNames();
        new FlatnessSettings(factor, radius == null ? 1 : radius, epsilon);
        figures.options(); // what is wrong is told before the first map
        var subjects = subjects();
        if (subjects.isEmpty()) {
            return ExitCode.SOFTWARE;
        }
        var settings =
                new FlatnessSettings(factor, radius == null ? Comparison.defaultRadius(subjects) : radius, epsilon);
        var comparisons = losses(subjects).stream()
                .map(quantity -> Comparison.of(subjects, quantity, settings))
                .toList();
        var folder = new ReportFolder(place());
        var page = ComparisonFigures.sized(subjects);
        var options = figures.styled(
                subjects.get(0).dimensions() == 1 ? PlotKind.LINE : PlotKind.FILLED,
                figures.options(page.width(), page.height()));
        ComparisonReport.write(folder, subjects, comparisons, options);
        report(comparisons, folder);
        return ExitCode.OK;
    }

    private void requireNames() {
        if (names != null && names.size() != networks.size()) {
            throw new IllegalArgumentException(
                    "--names gives " + names.size() + " names for " + networks.size() + " networks; give one for each");
        }
        if (new LinkedHashSet<>(labels()).size() != networks.size()) {
            throw new IllegalArgumentException(
                    "two networks are called the same; tell them apart with --names, one for each");
        }
    }

    private List<String> labels() {
        return names != null
                ? names
                : networks.stream().map(text -> Labels.of(text, networks)).toList();
    }

    /** The maps of all; empty if it was stopped on the way. */
    private List<Subject> subjects() throws IOException {
        var ranges = y == null ? List.of(x) : List.of(x, y);
        var maps = new ComparedMaps(
                ranges, seed, directions, members.dataDirectory(), threads == null ? Threads.available() : threads);
        var given = new LinkedHashMap<String, Subject>();
        var mapped = new ArrayList<MappedNetwork>();
        var labels = labels();
        for (int i = 0; i < networks.size(); i++) {
            var surface = members.surface(networks.get(i));
            if (surface.isPresent()) {
                given.put(labels.get(i), new Subject(labels.get(i), List.of(surface.get())));
            } else {
                mapped.add(members.network(networks.get(i), labels.get(i), ranges, place()));
            }
        }
        try (var listener = new TerminalListener(spec.commandLine().getErr())) {
            maps.measure(mapped, listener).forEach(subject -> given.put(subject.name(), subject));
        } catch (CancellationException e) {
            spec.commandLine().getErr().println(e.getMessage() + "; run the same command again to go on where it was");
            return List.of();
        }
        return labels.stream().map(given::get).toList();
    }

    private static List<String> losses(List<Subject> subjects) {
        var common = new LinkedHashSet<>(subjects.get(0).surfaces().get(0).quantityNames());
        subjects.forEach(subject -> subject.surfaces().forEach(surface -> common.retainAll(surface.quantityNames())));
        var losses = common.stream().filter(name -> name.endsWith("_loss")).toList();
        if (losses.isEmpty()) {
            throw new IllegalArgumentException(
                    "the surfaces have no loss in common, such as train_loss; map them over the same split");
        }
        return losses;
    }

    private Path place() {
        return out != null ? out : Defaults.RUNS.resolve("compare-" + Defaults.plain(String.join("-", labels())));
    }

    private void report(List<Comparison> comparisons, ReportFolder folder) {
        var printer = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(printer, new Result(comparisons, folder));
            return;
        }
        for (var comparison : comparisons) {
            ComparisonText.sentences(comparison).forEach(printer::println);
            printer.println();
            var table = new TextTable().row(ComparisonText.head(comparison).toArray(String[]::new));
            ComparisonText.rows(comparison).forEach(row -> table.row(row.toArray(String[]::new)));
            table.lines().forEach(printer::println);
            printer.println();
        }
        folder.files().forEach(file -> printer.println("wrote " + file));
        printer.flush();
    }

    /**
     * What {@code --json} prints.
     *
     * @param isComparable the verdict
     * @param reasons against it
     * @param cautions why it asks for care
     * @param findings what was measured, a sentence for each quantity
     * @param comparisons the figures of each quantity
     */
    record Result(
            boolean isComparable,
            List<String> reasons,
            List<String> cautions,
            List<String> findings,
            List<Figures> comparisons,
            List<String> files) {
        Result(List<Comparison> comparisons, ReportFolder folder) {
            this(
                    comparisons.get(0).verdict().isComparable(),
                    comparisons.get(0).verdict().reasons(),
                    comparisons.get(0).verdict().cautions(),
                    comparisons.stream().map(ComparisonText::finding).toList(),
                    comparisons.stream().map(Figures::new).toList(),
                    folder.files().stream().map(Path::toString).toList());
        }
    }

    /**
     * One quantity.
     *
     * @param networks for each the figures by name, such as {@code mean_rise}
     */
    record Figures(String quantity, FlatnessSettings settings, Map<String, Map<String, Estimate>> networks) {
        Figures(Comparison comparison) {
            this(comparison.quantity(), comparison.settings(), networks(comparison));
        }

        private static Map<String, Map<String, Estimate>> networks(Comparison comparison) {
            var networks = new LinkedHashMap<String, Map<String, Estimate>>();
            for (var row : comparison.rows()) {
                var figures = new LinkedHashMap<String, Estimate>();
                for (var figure : FlatnessFigure.values()) {
                    figures.put(figure.name().toLowerCase(Locale.ROOT), row.estimate(figure));
                }
                networks.put(row.name(), figures);
            }
            return networks;
        }
    }
}
