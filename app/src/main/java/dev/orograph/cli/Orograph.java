package dev.orograph.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command; each subcommand is a class of its own in this package. */
@Command(
        name = "orograph",
        description = "Maps the loss terrain of neural networks.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {
            DemoCommand.class,
            TrainCommand.class,
            FindRateCommand.class,
            ScheduleCommand.class,
            LandscapeCommand.class,
            CurvatureCommand.class,
            TrajectoryCommand.class,
            EvolutionCommand.class,
            GenerateCommand.class,
            CompareCommand.class,
            StudyCommand.class,
            SweepCommand.class,
            SearchCommand.class,
            PlotCommand.class,
            AnimateCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            ListCommand.class,
            ShowCommand.class,
            DoctorCommand.class,
            PytorchCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:success", "1:failure", "2:wrong usage"})
public final class Orograph {
    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace when something fails.")
    private boolean verbose;

    private Orograph() {}

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command and returns its exit status. */
    private static int run(String... arguments) {
        var line = commandLine();
        try {
            return line.execute(Arguments.normalized(arguments));
        } catch (OutOfMemoryError e) {
            line.getErr()
                    .println("orograph: Java's memory is too small for this; give it more, as in"
                            + " OROGRAPH_JAVA_OPTS=-Xmx8g");
            return CommandLine.ExitCode.SOFTWARE;
        } catch (LinkageError e) {
            line.getErr()
                    .println("orograph: a native library cannot be loaded (" + e.getMessage()
                            + "); run 'orograph doctor' to see what this machine offers");
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** A fresh command tree, with failures turned into sentences and exit statuses. */
    static CommandLine commandLine() {
        var root = new Orograph();
        var failures = new Failures(() -> root.verbose);
        return new CommandLine(root)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }
}
