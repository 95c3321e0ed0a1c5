package dev.orograph.cli;

import dev.orograph.format.SurfaceHdf5;
import dev.orograph.report.Numbers;
import dev.orograph.report.ResumeAdvice;
import dev.orograph.report.RunSummary;
import dev.orograph.report.TrainingDynamics;
import dev.orograph.report.TrustText;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows everything about one run. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a run: its settings, results, checkpoints and surfaces, and what can be gone on with.")
final class ShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "The run's name or folder.")
    private String name = "";

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** A run with its manifest and the trust figures of its surfaces. */
    private record Whole(
            String folder,
            RunSummary summary,
            ObjectNode settings,
            Map<String, String> digests,
            Map<String, String> provenance,
            Map<String, Map<String, Double>> trust) {}

    @Override
    public Integer call() throws IOException {
        var run = runs.open(name);
        var summary = RunSummary.of(run);
        var out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, whole(run, summary));
        } else {
            print(run, summary, out);
        }
        return 0;
    }

    private static Whole whole(RunFolder run, RunSummary summary) throws IOException {
        var trust = new LinkedHashMap<String, Map<String, Double>>();
        for (var surface : summary.surfaces()) {
            trust.put(
                    surface, SurfaceHdf5.read(run.surfaceFile(surface)).trust().figures());
        }
        var manifest = run.manifest();
        return new Whole(
                run.path().toString(),
                summary,
                manifest.settings(),
                manifest.digests(),
                manifest.provenance().entries(),
                trust);
    }

    private static void print(RunFolder run, RunSummary summary, PrintWriter out) throws IOException {
        out.println(summary.name() + ", " + summary.kind() + ", began " + summary.created());
        out.println(run.path());
        if (!summary.results().isEmpty()) {
            heading(out, "results after epoch " + summary.epochs());
            var table = new TextTable();
            summary.results().forEach((quantity, value) -> table.row("  " + quantity, Numbers.text(value, 6)));
            table.lines().forEach(out::println);
        }
        var alarms = TrainingDynamics.alarms(run.metrics());
        if (!alarms.isEmpty()) {
            heading(out, "alarms");
            alarms.forEach(sentence -> out.println("  " + sentence));
        }
        if (!summary.checkpoints().isEmpty()) {
            heading(out, "checkpoints");
            out.println("  epochs " + summary.checkpoints().toString().replaceAll("[\\[\\]]", ""));
        }
        for (var surface : summary.surfaces()) {
            heading(out, "surface " + surface);
            surface(run.surfaceFile(surface), out);
        }
        var advice = ResumeAdvice.of(run, summary);
        if (!advice.isEmpty()) {
            heading(out, "not finished");
            advice.forEach(sentence -> out.println("  " + sentence));
        }
        heading(out, "settings");
        tree(run.manifest().settings(), "  ", out);
        heading(out, "made with");
        var made = new TextTable();
        run.manifest().digests().forEach((what, digest) -> made.row("  SHA-256 of " + what, digest));
        run.manifest().provenance().entries().forEach((what, value) -> made.row("  " + what, value));
        made.lines().forEach(out::println);
    }

    private static void surface(Path file, PrintWriter out) {
        try {
            var content = SurfaceHdf5.read(file);
            out.println("  " + SurfaceWords.of(content));
            TrustText.sentences(content).forEach(sentence -> out.println("  " + sentence));
        } catch (IOException e) {
            // one damaged surface must not hide the rest of the run
            out.println("  unreadable: " + e.getMessage());
        }
    }

    private static void heading(PrintWriter out, String text) {
        out.println();
        out.println(text);
    }

    private static void tree(ObjectNode node, String indent, PrintWriter out) {
        for (var entry : node.properties()) {
            JsonNode value = entry.getValue();
            if (value instanceof ObjectNode child) {
                if (!child.isEmpty()) {
                    out.println(indent + entry.getKey());
                    tree(child, indent + "  ", out);
                }
            } else if (!value.isNull()) {
                out.println(indent + entry.getKey() + ": " + (value.isString() ? value.stringValue() : value));
            }
        }
    }
}
