package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import java.util.Locale;

/** The way from one number to another. */
public enum Annealing {
    /** Half a cosine: slow, fast, slow. */
    COS,
    /** A straight line. */
    LINEAR;

    /**
     * Reads torch's {@code cos} or {@code linear}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Annealing of(Specification given, String key) {
        var word = given.values().getOrDefault(key, "cos");
        return switch (word) {
            case "cos" -> COS;
            case "linear" -> LINEAR;
            default ->
                throw new IllegalArgumentException(given.what() + " " + given.name() + ": " + key + "=" + word
                        + " is unknown; choose cos or linear");
        };
    }

    /** Adds the word under a key, unless it is torch's default. */
    SpecificationText addTo(SpecificationText text, String key) {
        return this == COS ? text : text.add(key, name().toLowerCase(Locale.ROOT));
    }

    /**
     * The number a share of the way from {@code start} to {@code end}.
     *
     * @param share in [0, 1]
     */
    double between(double start, double end, double share) {
        return switch (this) {
            case COS -> end + (start - end) / 2 * (1 + Math.cos(Math.PI * share));
            case LINEAR -> start + (end - start) * share;
        };
    }
}
