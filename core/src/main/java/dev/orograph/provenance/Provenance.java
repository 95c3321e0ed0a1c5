package dev.orograph.provenance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a result was made from. Keys are dotted lower-case names: {@code version.orograph}, {@code version.libtorch},
 * {@code seed.weights}, {@code digest.data}, {@code threads}, {@code machine.cpu}; values are plain text.
 *
 * @param entries in the order in which they were stated
 */
public record Provenance(Map<String, String> entries) {
    /** States nothing. */
    public static final Provenance NONE = new Provenance(Map.of());

    public Provenance {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** Returns a copy with one more entry, replacing one of the same key. */
    public Provenance with(String key, Object value) {
        var copy = new LinkedHashMap<>(entries);
        copy.put(key, String.valueOf(value));
        return new Provenance(copy);
    }

    /** Returns a copy with the other's entries added; the other wins. */
    public Provenance with(Provenance other) {
        var copy = new LinkedHashMap<>(entries);
        copy.putAll(other.entries);
        return new Provenance(copy);
    }
}
