package dev.orograph.cli;

import dev.orograph.data.DataDirectory;
import dev.orograph.data.DataSet;
import dev.orograph.data.DataSources;
import dev.orograph.data.Split;
import dev.orograph.data.Vocabulary;
import dev.orograph.network.TextSampler;
import dev.orograph.network.Weights;
import dev.orograph.progress.Listener;
import dev.orograph.run.Checkpoint;
import dev.orograph.run.RunFolder;
import dev.orograph.tensor.Precision;
import dev.orograph.training.Experiment;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes text with a network that has learned one. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Writes text with a network that was trained on text:FILE, one character after another.")
final class GenerateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "The run's name or folder.")
    private String name = "";

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Option(names = "--epoch", paramLabel = "E", description = "Checkpoint to use (default: the last).")
    private @Nullable Integer epoch;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "Text to go on from (default: a line's beginning).")
    private @Nullable String prompt;

    @Option(
            names = "--length",
            paramLabel = "N",
            defaultValue = "500",
            description = "Characters to write (default: ${DEFAULT-VALUE}).")
    private int length = 500;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "1",
            description = "Below 1 likelier characters, above 1 more variety, 0 always the likeliest (default:"
                    + " ${DEFAULT-VALUE}).")
    private double temperature = 1;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var run = runs.open(name);
        var experiment = RunCheckpoints.experiment(run);
        var vocabulary = DataSources.vocabulary(experiment.data().name());
        var start = prompt == null ? beginning(vocabulary) : prompt;
        var out = spec.commandLine().getOut();
        out.println((prompt == null ? "" : prompt) + written(run, experiment, vocabulary, start));
        return 0;
    }

    private String written(RunFolder run, Experiment experiment, Vocabulary vocabulary, String start)
            throws IOException {
        var directory = DataDirectory.resolve(Optional.empty());
        var checkpoint = RunCheckpoints.find(run, epoch);
        try (var data = experiment.data().load(directory, Split.TRAIN, experiment.limit(), Listener.NONE)) {
            requireUnchanged(run, data);
            return written(experiment, data, checkpoint, vocabulary, start);
        }
    }

    /** A text that has changed may number its characters otherwise. */
    private static void requireUnchanged(RunFolder run, DataSet data) throws IOException {
        var learned = run.manifest().digests().get("data.train");
        if (learned != null && !learned.equals(data.digest())) {
            throw new IOException("the text of " + data.name() + " has changed since " + run.path()
                    + " was trained; put the old file back");
        }
    }

    private String written(
            Experiment experiment, DataSet data, Checkpoint checkpoint, Vocabulary vocabulary, String start)
            throws IOException {
        try (var model = experiment.model().build(data);
                var weights = Weights.load(checkpoint.file(), model, Precision.FLOAT32)) {
            int context = Math.toIntExact(data.inputShape().size(0));
            return new TextSampler(model, weights, vocabulary, context).continuation(start, length, temperature, seed);
        }
    }

    /** A new line, or the first character there is. */
    private static String beginning(Vocabulary vocabulary) {
        return vocabulary.contains('\n') ? "\n" : vocabulary.decode(0);
    }
}
