package dev.orograph.cli;

import dev.orograph.study.ResidualStudy;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Residual networks of two depths, with and without shortcuts. */
@Command(
        name = "depth",
        description = {
            "Trains residual networks of 20 and 56 layers, with and without shortcuts, and maps them side by side over"
                    + " the curves of their errors.",
            "By default on the first 2,000 images of FashionMNIST; about fifteen minutes on two processor cores."
        },
        mixinStandardHelpOptions = true)
final class DepthCommand implements Callable<Integer> {
    private static final StudyOptions.Preset FULL =
            new StudyOptions.Preset("fashion-mnist", 2000, 10, 500, "-1:1:15", 3);
    private static final StudyOptions.Preset QUICK = new StudyOptions.Preset("digits", 60, 1, 30, "-1:1:5", 2);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final StudyOptions options = new StudyOptions();

    @Option(
            names = "--depths",
            paramLabel = "N",
            split = ",",
            description = "Of 20, 32, 44, 56 and 110 (default: 20,56).")
    private List<Integer> depths = List.of(20, 56);

    @Mixin
    private final ResidualTrainingOptions training = new ResidualTrainingOptions();

    @Override
    public Integer call() throws IOException {
        var settings = options.settings("depth", FULL, QUICK);
        options.data().fetch(settings.data(), spec.commandLine().getErr());
        var study = ResidualStudy.depths(settings, depths, training.batchSize(), training.optimizer());
        return StudyRunner.run(study, options, spec);
    }
}
