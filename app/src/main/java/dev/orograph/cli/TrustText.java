package dev.orograph.cli;

import dev.orograph.measurement.Surface;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A surface's trust report in words. */
final class TrustText {
    private TrustText() {}

    /** A line per finding. */
    static String of(Surface surface) {
        var text = new StringBuilder();
        var figures = surface.trust().figures();
        for (var quantity : surface.quantityNames()) {
            if (!quantity.endsWith("_loss")) {
                continue;
            }
            var set = quantity.substring(0, quantity.length() - "_loss".length());
            var centre = figures.get(set + "_centre_loss");
            var difference = figures.get(set + "_centre_difference");
            var error = figures.get(set + "_standard_error");
            if (centre != null && difference != null && error != null) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s loss at the centre %.6g ± %.2g (standard error over samples); %.1g from the network's own%n",
                        set,
                        centre,
                        error,
                        difference));
            }
        }
        append(text, figures.get("cosine_xy"), "cosine of the directions %.2g%n");
        append(text, figures.get("share_nan"), "NaN in %.3g of the cells%n");
        append(text, figures.get("share_infinite"), "infinite in %.3g of the cells%n");
        var deterministic = figures.get("deterministic");
        if (deterministic != null) {
            text.append(deterministic == 1 ? "deterministic" : "NOT deterministic")
                    .append(System.lineSeparator());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, @Nullable Double value, String format) {
        if (value != null && value != 0) {
            text.append(String.format(Locale.ROOT, format, value));
        }
    }
}
