package dev.orograph.cli;

import dev.orograph.data.DataRecipe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that choose data and how it is prepared, wherever it lies and however much of it is used. */
final class DataChoice {
    @Option(
            names = "--data",
            paramLabel = "NAME",
            description =
                    "digits, mnist, fashion-mnist, cifar10, cifar100, toy, spirals, blobs, file:FILE.safetensors with"
                            + " tensors inputs and targets, or text:FILE for gpt.")
    private @Nullable String name;

    @Option(
            names = {"--normalisation", "--normalization"},
            paramLabel = "HOW",
            description = "published, half ((v/255-.5)/.5), unit (v/255), none, or MEANS/DEVIATIONS.")
    private @Nullable String scaling;

    @Option(names = "--pad", paramLabel = "N", description = "Pixels of zero on each side of an image.")
    private @Nullable Integer padding;

    @Option(names = "--validation", paramLabel = "N", description = "Training samples set aside for validation.")
    private @Nullable Integer validation;

    /** What was asked for, over what {@code base} says; {@code base} stands for flags that are absent. */
    DataRecipe recipe(DataRecipe base) {
        return new DataRecipe(
                name == null ? base.name() : name,
                scaling == null ? base.scaling() : scaling,
                padding == null ? base.padding() : padding,
                validation == null ? base.validationSamples() : validation,
                base.seed());
    }

    boolean isNamed() {
        return name != null;
    }
}
