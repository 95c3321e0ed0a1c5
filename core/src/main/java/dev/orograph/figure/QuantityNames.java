package dev.orograph.figure;

import java.util.Locale;
import java.util.Map;

/** What the quantities of surfaces are called in figures. */
final class QuantityNames {
    private static final Map<String, String> KNOWN = Map.of(
            "train_loss", "training loss",
            "test_loss", "test loss",
            "train_acc", "training accuracy (%)",
            "test_acc", "test accuracy (%)");

    private QuantityNames() {}

    static String label(String quantity) {
        return KNOWN.getOrDefault(quantity, quantity.replace('_', ' '));
    }

    static boolean isAccuracy(String quantity) {
        return quantity.toLowerCase(Locale.ROOT).contains("acc");
    }

    static boolean isTest(String quantity) {
        return quantity.toLowerCase(Locale.ROOT).contains("test");
    }
}
