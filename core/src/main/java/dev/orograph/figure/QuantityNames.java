package dev.orograph.figure;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the quantities of surfaces are called in figures. */
final class QuantityNames {
    private static final Map<String, String> KNOWN = Map.of(
            "train_loss", "training loss",
            "test_loss", "test loss",
            "train_acc", "training accuracy (%)",
            "test_acc", "test accuracy (%)");

    private static final String RISE_ERROR = "_rise_se";
    private static final String SAMPLES = "_samples";

    /** Endings of the names of standard errors, the longer before the shorter. */
    private static final List<String> ERRORS = List.of(RISE_ERROR, "_se");

    private QuantityNames() {}

    static String label(String quantity) {
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
                || ERRORS.stream().anyMatch(quantity::endsWith)
                || OF_SEVERAL.keySet().stream().anyMatch(quantity::endsWith);
    }

    static boolean isAccuracy(String quantity) {
        return quantity.toLowerCase(Locale.ROOT).contains("acc");
    }

    static boolean isTest(String quantity) {
        return quantity.toLowerCase(Locale.ROOT).contains("test");
    }
}
