package dev.orograph.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What follows the colon in a name such as {@code blobs:classes=4,spread=0.2}. */
record NamedParameters(String owner, Map<String, String> values) {
    NamedParameters {
        values = Map.copyOf(values);
    }

    /** Reads {@code key=value} pairs separated by commas; an empty text has none. */
    static NamedParameters parse(String owner, String text) {
        var values = new LinkedHashMap<String, String>();
        for (var pair : text.isEmpty() ? List.<String>of() : Arrays.asList(text.split(",", -1))) {
            int equals = pair.indexOf('=');
            if (equals < 1 || values.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(
                        "'" + pair + "' in the parameters of " + owner + " must be one name=value, given once");
            }
        }
        return new NamedParameters(owner, values);
    }

    void allow(String... names) {
        for (var name : values.keySet()) {
            if (!Arrays.asList(names).contains(name)) {
                throw new IllegalArgumentException("data set " + owner + " has no parameter '" + name + "'; it has "
                        + (names.length == 0 ? "none" : String.join(", ", names)));
            }
        }
    }

    int count(String name, int otherwise, int minimum) {
        double value = number(name, otherwise);
        if (value < minimum || value > 100_000_000 || value != Math.rint(value)) {
            throw new IllegalArgumentException("parameter " + name + "=" + values.get(name) + " of " + owner
                    + " must be a whole number from " + minimum + " to 100000000");
        }
        return (int) value;
    }

    /** A finite number of at least 0. */
    double number(String name, double otherwise) {
        var text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value) && value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw notANumber(name, text, e);
        }
        throw notANumber(name, text, null);
    }

    private IllegalArgumentException notANumber(String name, String text, @Nullable NumberFormatException cause) {
        return new IllegalArgumentException(
                "parameter " + name + "=" + text + " of " + owner + " must be a number of at least 0", cause);
    }
}
