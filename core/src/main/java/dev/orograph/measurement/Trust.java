package dev.orograph.measurement;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How far a surface can be believed: named figures such as {@code centre_loss}, {@code centre_loss_difference},
 * {@code cosine_xy}, {@code share_nan}, {@code share_infinite}, {@code standard_error_centre}, {@code deterministic}
 * (1 or 0). A figure that was not measured is absent.
 *
 * @param figures by name, in the order in which they were stated
 */
public record Trust(Map<String, Double> figures) {
    /** Nothing is known. */
    public static final Trust NONE = new Trust(Map.of());

    public Trust {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** Returns a copy without the figures of certain names. */
    public Trust without(Predicate<String> isUnwanted) {
        var copy = new LinkedHashMap<>(figures);
        copy.keySet().removeIf(isUnwanted);
        return new Trust(copy);
    }

    /** Returns a copy with one more figure. */
    public Trust with(String name, double value) {
        var copy = new LinkedHashMap<>(figures);
        copy.put(name, value);
        return new Trust(copy);
    }
}
