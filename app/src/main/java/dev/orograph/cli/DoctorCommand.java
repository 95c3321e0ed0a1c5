package dev.orograph.cli;

import dev.orograph.cli.Finding.Level;
import dev.orograph.data.DataDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether this machine has what Orograph needs. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Examines this machine: versions, native libraries, threads, data, and a short self-test.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:nothing is broken", "1:there is a problem", "2:wrong usage"})
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--data-dir", paramLabel = "DIR", description = "Where data sets lie.")
    private @Nullable Path dataDirectory;

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        var directory = DataDirectory.resolve(Optional.ofNullable(dataDirectory));
        var findings = Examination.run(System.getenv(), directory);
        var out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, findings);
        } else {
            var table = new TextTable();
            findings.forEach(finding -> table.row(finding.level().toString(), finding.subject(), finding.text()));
            table.lines().forEach(out::println);
        }
        return status(findings);
    }

    static int status(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.level() == Level.PROBLEM)
                ? ExitCode.SOFTWARE
                : ExitCode.OK;
    }
}
