package dev.orograph.objective;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The name of a loss with its numbers, in the form {@code name:key=value,key=value}.
 *
 * @param text all of it
 * @param name without the numbers
 * @param values by key
 */
record LossText(String text, String name, Map<String, String> values) {
    /** @throws IllegalArgumentException if it has another form */
    static LossText parse(String text) {
        int colon = text.indexOf(':');
        var values = new LinkedHashMap<String, String>();
        if (colon >= 0) {
            for (String part : text.substring(colon + 1).split(",", -1)) {
                int equals = part.indexOf('=');
                if (equals < 1 || values.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
                    throw new IllegalArgumentException("loss '" + text
                            + "' must look like name:key=value,key=value, each key once; '" + part + "' does not");
                }
            }
        }
        return new LossText(text, colon < 0 ? text : text.substring(0, colon), values);
    }

    /** Refuses keys other than these. */
    LossText allow(String... keys) {
        for (var key : values.keySet()) {
            if (!Arrays.asList(keys).contains(key)) {
                throw new IllegalArgumentException("loss " + name + " has no parameter '" + key + "'; it has "
                        + (keys.length == 0 ? "none" : String.join(", ", keys)));
            }
        }
        return this;
    }

    double number(String key, double byDefault) {
        var value = values.get(key);
        return value == null ? byDefault : number(key + "=" + value, value);
    }

    /** Numbers separated by slashes; none if there is no such key. */
    List<Double> numbers(String key) {
        var value = values.get(key);
        return value == null
                ? List.of()
                : Arrays.stream(value.split("/", -1))
                        .map(part -> number(key + "=" + value, part))
                        .toList();
    }

    private double number(String what, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("loss " + name + ": " + what + " is not a number", notANumber);
        }
    }
}
