package dev.orograph.cli;

import dev.orograph.optimize.OptimizerSettings;
import picocli.CommandLine.Option;

/** Flags of studies that train residual networks alike. */
final class ResidualTrainingOptions {
    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "64",
            description = "Samples per step (default: ${DEFAULT-VALUE}).")
    private int batchSize = 64;

    @Option(
            names = "--optimizer",
            paramLabel = "SPEC",
            defaultValue = "sgd:lr=0.05,momentum=0.9,weight_decay=0.0005",
            description = "Of all trainings (default: ${DEFAULT-VALUE}).")
    private String optimizer = "";

    int batchSize() {
        return batchSize;
    }

    OptimizerSettings optimizer() {
        return OptimizerSettings.parse(optimizer);
    }
}
