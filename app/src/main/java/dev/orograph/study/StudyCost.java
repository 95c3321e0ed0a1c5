package dev.orograph.study;

import java.util.Map;

/**
 * How long a study is likely to take: times measured on two cores of a Zen 5 server, for images of 28 × 28; good to a
 * factor of about two on other machines.
 *
 * @param training seconds for a thousand samples of an epoch
 * @param map seconds for a thousand samples of a cell
 */
record StudyCost(double training, double map) {
    private static final Map<String, StudyCost> KNOWN = Map.of(
            "mlp", new StudyCost(0.02, 0.0006),
            "mnist-cnn", new StudyCost(0.5, 0.04),
            "resnet20", new StudyCost(1.5, 0.1),
            "resnet56", new StudyCost(4.5, 0.3));

    /** That of an architecture; of ones that were not measured, that of a residual network of 20 layers. */
    static StudyCost of(String architecture) {
        return KNOWN.getOrDefault(architecture, new StudyCost(1.5, 0.1));
    }

    double trainingSeconds(long samples, int epochs) {
        return training * samples / 1000 * epochs;
    }

    double mapSeconds(long cells, long samples) {
        return map * cells * samples / 1000;
    }
}
