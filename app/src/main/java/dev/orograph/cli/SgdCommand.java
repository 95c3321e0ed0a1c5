package dev.orograph.cli;

import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.study.SgdStudy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gradient descent and its relatives where one can watch them. */
@Command(
        name = "sgd",
        description = {
            "Shows what momentum, Nesterov, weight decay and dampening do to a linear neuron under four losses, and how"
                    + " optimizers move on analytic surfaces: Rosenbrock, Rastrigin, Beale, Himmelblau, a saddle, a ravine and"
                    + " steep optima.",
            "Everything is computed in float64; there is nothing to fetch and nothing random."
        },
        mixinStandardHelpOptions = true)
final class SgdCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--optimizer",
            paramLabel = "SPEC",
            description =
                    "An optimizer of the analytic surfaces, as train takes it; may be repeated (default: sgd, with"
                            + " momentum, nesterov, adagrad, rmsprop, adam and lion at rates chosen for each surface).")
    private List<String> optimizers = new ArrayList<>();

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Steps on each analytic surface (default: 60 to 1000, chosen for each).")
    private @Nullable Integer steps;

    @Option(names = "--run", paramLabel = "DIR", description = "Folder of the study (default: runs/study-sgd).")
    private @Nullable Path folder;

    @Option(names = "--quick", description = "Coarse maps and no moving pictures.")
    private boolean quick;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var place = folder == null ? Defaults.RUNS.resolve("study-sgd" + (quick ? "-quick" : "")) : folder;
        var study = new SgdStudy(
                place,
                place,
                optimizers.stream().map(OptimizerSettings::parse).toList(),
                steps == null ? OptionalInt.empty() : OptionalInt.of(steps),
                quick);
        return StudyRunner.run(study, json, spec);
    }
}
