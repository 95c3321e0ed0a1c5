package dev.orograph.cli;

import dev.orograph.report.Numbers;
import dev.orograph.report.RunSummary;
import dev.orograph.report.UnfinishedSurvey;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows which runs there are. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the runs in a folder: what they are, how far they came, and their surfaces.",
            "With 'probes': what can be measured during a training, what that costs, and which alarms there are.",
            "With 'models', 'optimizers', 'schedules', 'losses' or 'initialisers': what there is and the parameters it takes."
        })
final class ListCommand implements Callable<Integer> {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            description =
                    "runs, probes, models, optimizers, schedules, losses or initialisers (default: ${DEFAULT-VALUE}).")
    private String what = "runs";

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** A run that cannot be read, and why. */
    private record Damaged(String name, String problem) {}

    /** What the folder holds. */
    private record Listing(List<RunSummary> runs, List<Damaged> damaged) {}

    @Override
    public Integer call() throws IOException {
        if (what.equals("probes")) {
            ProbeList.print(spec.commandLine().getOut(), json);
            return 0;
        }
        var names = NameList.find(what);
        if (names.isPresent()) {
            names.get().print(spec.commandLine().getOut(), json);
            return 0;
        } else if (!what.equals("runs")) {
            throw new IllegalArgumentException(
                    "there is no list of '" + what + "'; choose runs, probes, " + NameList.all());
        }
        if (Files.exists(runs.folder()) && !Files.isDirectory(runs.folder())) {
            throw new IOException(runs.folder() + " is a file, not a folder of runs");
        }
        var listing = read(RunFolder.list(runs.folder()));
        var out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, listing);
        } else {
            print(listing, out);
        }
        return 0;
    }

    private static Listing read(List<Path> places) {
        var summaries = new ArrayList<RunSummary>();
        var damaged = new ArrayList<Damaged>();
        for (var place : places) {
            try {
                summaries.add(RunSummary.of(RunFolder.open(place)));
            } catch (IOException e) {
                // one damaged run must not hide the others
                damaged.add(new Damaged(String.valueOf(place.getFileName()), String.valueOf(e.getMessage())));
            }
        }
        return new Listing(summaries, damaged);
    }

    private void print(Listing listing, PrintWriter out) {
        if (listing.runs.isEmpty() && listing.damaged.isEmpty()) {
            out.println(runs.folder() + " holds no runs");
            return;
        }
        var table = new TextTable().row("run", "kind", "model", "data", "epochs", "test", "surfaces", "began (UTC)");
        for (var run : listing.runs) {
            table.row(
                    run.name(),
                    run.kind(),
                    run.model(),
                    run.data(),
                    epochs(run),
                    test(run),
                    surfaces(run),
                    DATE.format(run.created()));
        }
        if (!listing.runs.isEmpty()) {
            table.lines().forEach(out::println);
        }
        listing.damaged.forEach(run -> out.println(run.name + "  unreadable: " + run.problem));
    }

    private static String epochs(RunSummary run) {
        if (run.plannedEpochs().isEmpty()) {
            return "";
        }
        int planned = run.plannedEpochs().getAsInt();
        return run.epochs() == planned ? "" + planned : run.epochs() + " of " + planned;
    }

    private static String test(RunSummary run) {
        if (run.results().containsKey("test_accuracy")) {
            return String.format(Locale.ROOT, "%.2f %%", run.result("test_accuracy"));
        }
        return run.results().containsKey("test_loss") ? "loss " + Numbers.text(run.result("test_loss")) : "";
    }

    private static String surfaces(RunSummary run) {
        var names = new ArrayList<>(run.surfaces());
        names.addAll(
                run.unfinishedSurveys().stream().map(ListCommand::unfinished).toList());
        return names.stream().collect(Collectors.joining(", "));
    }

    private static String unfinished(UnfinishedSurvey survey) {
        return survey.name() + " (" + (survey.problem().isEmpty() ? survey.progress() : "unreadable journal") + ")";
    }
}
