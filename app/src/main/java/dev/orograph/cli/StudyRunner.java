package dev.orograph.cli;

import dev.orograph.study.Study;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a study, with progress, and says what it found. */
final class StudyRunner {
    /** Loading data and drawing take this long however small the study is. */
    private static final double LEAST_SECONDS = 10;

    private StudyRunner() {}

    static int run(Study study, StudyOptions options, CommandSpec spec) throws IOException {
        return run(study, options.printsJson(), spec);
    }

    static int run(Study study, boolean printsJson, CommandSpec spec) throws IOException {
        var err = spec.commandLine().getErr();
        err.println(study.question() + "; about "
                + TerminalListener.duration(Math.max(LEAST_SECONDS, study.expectedSeconds()))
                + " on two processor cores, less what is there already");
        err.flush();
        Study.Result result;
        try (var listener = new TerminalListener(err)) {
            result = study.run(listener);
        } catch (CancellationException e) {
            err.println(e.getMessage() + "; run the same command again to go on where it was");
            err.flush();
            return ExitCode.SOFTWARE;
        }
        var out = spec.commandLine().getOut();
        if (printsJson) {
            JsonOutput.print(out, new Printed(study.question(), result));
        } else {
            print(result, out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void print(Study.Result result, PrintWriter out) {
        result.findings().forEach(out::println);
        out.println();
        var table = new TextTable().row(result.head().toArray(String[]::new));
        result.rows().forEach(row -> table.row(row.toArray(String[]::new)));
        table.lines().forEach(out::println);
        out.println();
        result.files().forEach(file -> out.println("wrote " + file));
    }

    /** What {@code --json} prints. */
    record Printed(
            String study, List<String> findings, List<String> head, List<List<String>> rows, List<String> files) {
        Printed(String study, Study.Result result) {
            this(
                    study,
                    result.findings(),
                    result.head(),
                    result.rows(),
                    result.files().stream().map(Path::toString).toList());
        }
    }
}
