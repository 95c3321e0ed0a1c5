package dev.orograph.provenance;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A name with parameters in the form {@code name:key=value,key=value}.
 *
 * @param what the kind of thing it names, for messages
 */
public record Specification(String what, String name, Map<String, String> values) {
    /**
     * Reads the form.
     *
     * @throws IllegalArgumentException if a parameter has another form or occurs twice
     */
    public static Specification parse(String what, String text) {
        int colon = text.indexOf(':');
        var values = new LinkedHashMap<String, String>();
        if (colon >= 0) {
            for (String part : text.substring(colon + 1).split(",", -1)) {
                int equals = part.indexOf('=');
                if (equals < 1 || equals == part.length() - 1) {
                    throw new IllegalArgumentException(
                            what + " '" + text + "' must look like name:key=value,key=value; '" + part + "' does not");
                }
                if (values.put(
                                part.substring(0, equals).strip(),
                                part.substring(equals + 1).strip())
                        != null) {
                    throw new IllegalArgumentException(
                            what + " '" + text + "' says " + part.substring(0, equals) + " twice");
                }
            }
        }
        return new Specification(what, (colon < 0 ? text : text.substring(0, colon)).strip(), values);
    }

    /** What to throw where the name is none of these. */
    public IllegalArgumentException unknownName(List<String> names) {
        return new IllegalArgumentException(
                what + " '" + name + "' is unknown; choose one of " + String.join(", ", names));
    }

    /** Refuses keys other than these. */
    public Specification allow(String... keys) {
        for (String key : values.keySet()) {
            if (!Arrays.asList(keys).contains(key)) {
                throw new IllegalArgumentException(
                        what + " " + name + " has no parameter '" + key + "'; it has " + String.join(", ", keys));
            }
        }
        return this;
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public double number(String key, double byDefault) {
        var value = values.get(key);
        if (value == null) {
            return byDefault;
        }
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    what + " " + name + ": " + key + "=" + value + " is not a number", notANumber);
        }
    }

    /** A whole number. */
    public long count(String key, long byDefault) {
        double value = number(key, (double) byDefault);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    what + " " + name + ": " + key + "=" + values.get(key) + " must be a whole number");
        }
        return (long) value;
    }

    public boolean flag(String key, boolean byDefault) {
        var value = values.get(key);
        if (value == null) {
            return byDefault;
        }
        return switch (value) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default ->
                throw new IllegalArgumentException(
                        what + " " + name + ": " + key + "=" + value + " must be true or false");
        };
    }

    /** Numbers separated by slashes. */
    public List<Double> numbers(String key) {
        var value = values.get(key);
        if (value == null) {
            return List.of();
        }
        try {
            return Arrays.stream(value.split("/", -1)).map(Double::valueOf).toList();
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    what + " " + name + ": " + key + "=" + value + " must be numbers separated by slashes", notANumber);
        }
    }

    /** Checks that a value is at least a limit. */
    public static double atLeast(double limit, String name, double value) {
        if (!(value >= limit) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " " + value + " must be a number of at least " + limit);
        }
        return value;
    }

    /** Checks that a value lies in [0, 1). */
    public static double belowOne(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " " + value + " must be at least 0 and below 1");
        }
        return value;
    }
}
