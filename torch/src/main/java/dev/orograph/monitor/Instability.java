package dev.orograph.monitor;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for curvature beyond what the optimizer's steps bear; for Adam it is the curvature that Adam sees, which is large
 * in the first steps of all, while it has seen few gradients.
 */
final class Instability extends StreakWatch {
    private static final int RECORDS = 3;

    Instability() {
        super(RECORDS);
    }

    @Override
    Optional<Suspicion> judge(String name, double value, Map<String, Double> values) {
        var threshold = values.get(LargestEigenvalue.THRESHOLD);
        if (!name.equals(watched(values)) || threshold == null || !(value > threshold)) {
            return Optional.empty();
        }
        var sentence = String.format(
                Locale.ROOT,
                "the largest eigenvalue%s is %.3g, above the optimizer's stability threshold of %.3g: steps along it"
                        + " grow; try a smaller learning rate",
                name.equals(LargestEigenvalue.PRECONDITIONED) ? " of the preconditioned Hessian" : "",
                value,
                threshold);
        return Optional.of(new Suspicion("", value, threshold, sentence));
    }

    private static String watched(Map<String, Double> values) {
        return values.containsKey(LargestEigenvalue.PRECONDITIONED)
                ? LargestEigenvalue.PRECONDITIONED
                : LargestEigenvalue.NAME;
    }
}
