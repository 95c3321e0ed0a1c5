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

/** Residual networks with and without shortcuts. */
@Command(
        name = "skip-connections",
        description = {
            "Trains a residual network with and without its shortcuts and maps both side by side.",
            "By default ResNet-20 on the first 2,000 images of FashionMNIST; about five minutes on two processor cores."
        },
        mixinStandardHelpOptions = true)
final class SkipConnectionsCommand implements Callable<Integer> {
    private static final StudyOptions.Preset FULL =
            new StudyOptions.Preset("fashion-mnist", 2000, 10, 500, "-1:1:21", 3);
    private static final StudyOptions.Preset QUICK = new StudyOptions.Preset("digits", 100, 2, 50, "-1:1:5", 2);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final StudyOptions options = new StudyOptions();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "resnet20",
            description = "resnet20, 32, 44, 56 or 110 (default: ${DEFAULT-VALUE}).")
    private String model = "resnet20";

    @Option(
            names = "--widths",
            paramLabel = "K",
            split = ",",
            description = "Factors on the number of channels; the time grows with their squares (default: 1).")
    private List<Integer> widths = List.of(1);

    @Mixin
    private final ResidualTrainingOptions training = new ResidualTrainingOptions();

    @Override
    public Integer call() throws IOException {
        var settings = options.settings("skip-connections", FULL, QUICK);
        options.data().fetch(settings.data(), spec.commandLine().getErr());
        var study = ResidualStudy.shortcuts(settings, model, widths, training.batchSize(), training.optimizer());
        return StudyRunner.run(study, options, spec);
    }
}
