package dev.orograph.cli;

import dev.orograph.network.ModelRecipe;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.study.BatchSizeStudy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A small batch size against a large one. */
@Command(
        name = "batch-size",
        description = {
            "Trains one network with batch sizes 64 and 256, follows the line between the two solutions and maps the"
                    + " loss around each.",
            "By default an mlp on FashionMNIST; about two minutes on two processor cores (--model mnist-cnn: an hour;"
                    + " take --limit 10000)."
        },
        mixinStandardHelpOptions = true)
final class BatchSizeCommand implements Callable<Integer> {
    private static final StudyOptions.Preset FULL =
            new StudyOptions.Preset("fashion-mnist", 0, 10, 10_000, "-1:1:31", 3);
    private static final StudyOptions.Preset QUICK = new StudyOptions.Preset("digits", 300, 3, 200, "-1:1:9", 2);
    private static final ModelRecipe MLP = new ModelRecipe("mlp", Map.of("widths", "256,128"));

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final StudyOptions options = new StudyOptions();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Option(
            names = "--batch-sizes",
            paramLabel = "SIZE",
            split = ",",
            description = "The two batch sizes (default: 64,256).")
    private List<Integer> batchSizes = List.of(64, 256);

    @Option(
            names = "--optimizer",
            paramLabel = "SPEC",
            defaultValue = "adam:lr=0.001",
            description = "Of both trainings (default: ${DEFAULT-VALUE}).")
    private String optimizer = "adam:lr=0.001";

    @Option(
            names = "--x",
            paramLabel = "MIN:MAX:N",
            defaultValue = "-0.5:1.5:61",
            description = "Range of the interpolation from the small batch's solution (0) to the large one's (1)"
                    + " (default: ${DEFAULT-VALUE}).")
    private String x = "-0.5:1.5:61";

    @Override
    public Integer call() throws IOException {
        if (batchSizes.size() != 2) {
            throw new IllegalArgumentException(
                    "--batch-sizes takes two, the small one first, as in 64,256; there are " + batchSizes.size());
        }
        var settings = options.settings("batch-size", FULL, QUICK);
        options.data().fetch(settings.data(), spec.commandLine().getErr());
        var study = new BatchSizeStudy(
                settings,
                model.recipe(options.isQuick() ? new ModelRecipe("mlp", Map.of("widths", "16")) : MLP),
                batchSizes.get(0),
                batchSizes.get(1),
                OptimizerSettings.parse(optimizer),
                x);
        return StudyRunner.run(study, options, spec);
    }
}
