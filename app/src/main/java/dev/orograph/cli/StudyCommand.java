package dev.orograph.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The published experiments; each is a command below this one. */
@Command(
        name = "study",
        description = {
            "Repeats a published experiment: trains networks, maps them alike, and writes figures, a table and what was"
                    + " measured.",
            "Interrupted, the same command goes on where it was."
        },
        subcommands = {
            BatchSizeCommand.class,
            SkipConnectionsCommand.class,
            DepthCommand.class,
            InitCommand.class,
            VarianceCommand.class,
            OptimizersCommand.class,
            SgdCommand.class,
            DynamicsCommand.class
        },
        mixinStandardHelpOptions = true)
final class StudyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "name a study: " + String.join(", ", spec.subcommands().keySet()));
    }
}
