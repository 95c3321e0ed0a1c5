package dev.orograph.cli;

import dev.orograph.data.DataDirectory;
import dev.orograph.study.SweepStudy;
import dev.orograph.sweep.SweepRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains every combination of some settings. */
@Command(
        name = "sweep",
        description = {
            "Trains every combination of the settings in a YAML file, several at once, and compares them.",
            "The file holds settings of 'train' by the names of their flags, and under 'vary' lists of those that differ.",
            "Interrupted, the same command goes on where it was."
        },
        mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The sweep, such as sweep.yaml.")
    private Path file = Path.of("");

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "Folder of the sweep (default: runs/ and the file's name).")
    private @Nullable Path folder;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where data sets lie (default: the variable OROGRAPH_DATA, else ~/.orograph/data).")
    private @Nullable Path directory;

    @Mixin
    private final JobOptions jobs = new JobOptions();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var sweep = SweepFile.read(file);
        var recipe = new SweepRecipe(
                sweep.recipe().settings().withDefault("threads", jobs.threads()),
                sweep.recipe().vary());
        var place = folder == null ? Defaults.RUNS.resolve(Defaults.plain(stem())) : folder;
        var study = new SweepStudy(
                sweep.name(), recipe, place, DataDirectory.resolve(Optional.ofNullable(directory)), jobs.jobs());
        return StudyRunner.run(study, json, spec);
    }

    private String stem() {
        return String.valueOf(file.getFileName()).replaceAll("\\.(ya?ml)$", "");
    }
}
