package dev.orograph.figure;

import dev.orograph.measurement.Convexity;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the quantities of surfaces are called in figures. */
final class QuantityNames {
    private static final Map<String, String> KNOWN = Map.of(
            "train_loss",
            "training loss",
            "test_loss",
            "test loss",
            "train_acc",
            "training accuracy (%)",
            "test_acc",
            "test accuracy (%)",
            Convexity.SMALLEST,
            "smallest eigenvalue of the Hessian",
            Convexity.LARGEST,
            "largest eigenvalue of the Hessian",
            Convexity.RATIO,
            "|λmin / λmax| of the Hessian");

    private static final String RISE_ERROR = "_rise_se";
    private static final String SAMPLES = "_samples";

    /** Endings of the names of standard errors, the longer before the shorter. */
    private static final List<String> ERRORS = List.of(RISE_ERROR, "_se");

    private QuantityNames() {}

    static String label(String quantity) {
        if (quantity.endsWith(Convexity.RESIDUAL)) {
            return "residual of the " + label(quantity.substring(0, quantity.length() - Convexity.RESIDUAL.length()));
        }
        for (var ending : ERRORS) {
            if (quantity.endsWith(ending)) {
                var rise = ending.equals(RISE_ERROR) ? " above the centre" : "";
                return "standard error of the "
                        + label(quantity.substring(0, quantity.length() - ending.length()))
                        + rise;
            }
        }
        for (var summary : OF_SEVERAL.entrySet()) {
            if (quantity.endsWith(summary.getKey())) {
                return summary.getValue()
                        + label(quantity.substring(
                                0, quantity.length() - summary.getKey().length()));
            }
        }
        return KNOWN.getOrDefault(quantity, quantity.replace('_', ' '));
    }

    /** Words before the name of the quantity that a summary of several surfaces is of. */
    private static final Map<String, String> OF_SEVERAL =
            Map.of("_sd", "standard deviation of the ", "_min", "smallest ", "_max", "largest ");

    /** Whether it tells how far another quantity can be trusted, rather than something about the network. */
    static boolean isAbout(String quantity) {
        return quantity.endsWith(SAMPLES)
                || quantity.endsWith(Convexity.RESIDUAL)
                || ERRORS.stream().anyMatch(quantity::endsWith)
                || OF_SEVERAL.keySet().stream().anyMatch(quantity::endsWith);
    }

    static boolean isAccuracy(String quantity) {
        return quantity.toLowerCase(Locale.ROOT).contains("acc");
    }

    /** Whether values lie between 0 and a whole, so that differences count and not ratios. */
    static boolean isShare(String quantity) {
        return isAccuracy(quantity) || quantity.equals(Convexity.RATIO);
    }

    /** Whether the sign of values matters most, so that 0 had better be in the middle of their colours. */
    static boolean isSigned(String quantity) {
        return quantity.equals(Convexity.SMALLEST);
    }

    static boolean isTest(String quantity) {
        return quantity.toLowerCase(Locale.ROOT).contains("test");
    }
}
