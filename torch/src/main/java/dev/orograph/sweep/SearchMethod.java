package dev.orograph.sweep;

import dev.orograph.search.Proposer;
import dev.orograph.search.RandomSearch;
import dev.orograph.search.TreeParzenSearch;
import java.util.Locale;

/** How a search chooses what to try. */
public enum SearchMethod {
    /** Anywhere, whatever earlier trials showed. */
    RANDOM,
    /** Where a tree-structured Parzen estimator of the earlier trials promises most. */
    TPE;

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException if there is no such method
     */
    public static SearchMethod parse(String name) {
        for (var method : values()) {
            if (method.toString().equals(name)) {
                return method;
            }
        }
        throw new IllegalArgumentException("search method '" + name + "' is unknown; choose random or tpe");
    }

    Proposer proposer() {
        return this == TPE ? new TreeParzenSearch() : new RandomSearch();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
