package dev.orograph.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sizes of memory as users write them. */
final class MemorySize {
    private static final String UNITS = "KMGT";

    private MemorySize() {}

    /**
     * Reads {@code 500M}, {@code 4G} or {@code 4GB}; powers of 1024.
     *
     * @return bytes
     * @throws IllegalArgumentException if the text is of another form, or not above 0
     */
    static long parse(String text) {
        var plain = text.strip().toUpperCase(Locale.ROOT).replaceFirst("I?B$", "");
        int unit = plain.isEmpty() ? -1 : UNITS.indexOf(plain.charAt(plain.length() - 1));
        try {
            double number = Double.parseDouble(unit < 0 ? plain : plain.substring(0, plain.length() - 1));
            double bytes = number * Math.pow(1024, unit + 1.0);
            if (bytes >= 1) {
                return (long) bytes;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(text, notANumber);
        }
        throw wrong(text, null);
    }

    private static IllegalArgumentException wrong(String text, @Nullable NumberFormatException cause) {
        return new IllegalArgumentException("memory '" + text + "' is no size; write it as 500M or 4G", cause);
    }
}
