package dev.orograph.training;

import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers of a resume point as text, without loss. Not thread-safe. */
final class Notes {
    private final Map<String, String> texts;

    Notes() {
        this(Map.of());
    }

    Notes(Map<String, String> texts) {
        this.texts = new LinkedHashMap<>(texts);
    }

    void put(String name, double number) {
        texts.put(name, Double.toString(number));
    }

    void put(String name, long count) {
        texts.put(name, Long.toString(count));
    }

    void put(String name, String text) {
        texts.put(name, text);
    }

    /** All texts whose names begin so, by the rest of their names. */
    Map<String, String> withPrefix(String prefix) {
        var found = new LinkedHashMap<String, String>();
        texts.forEach((name, text) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), text);
            }
        });
        return found;
    }

    double number(String name) {
        try {
            return Double.parseDouble(text(name));
        } catch (NumberFormatException notANumber) {
            throw damaged(name, notANumber);
        }
    }

    long count(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException notANumber) {
            throw damaged(name, notANumber);
        }
    }

    boolean has(String name) {
        return texts.containsKey(name);
    }

    private String text(String name) {
        return texts.getOrDefault(name, "");
    }

    private static IllegalArgumentException damaged(String name, NumberFormatException cause) {
        return new IllegalArgumentException(
                "the interrupted training cannot be resumed: its note '" + name + "' is missing or no number", cause);
    }

    Map<String, String> texts() {
        return texts;
    }
}
