package dev.orograph.network;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What to say when a name is not known. */
final class Suggestions {
    private Suggestions() {}

    /** One sentence with the nearest of the known names, if one is near, and all of them. */
    static String unknown(String what, String name, Collection<String> known) {
        return unknown(what, name, "", known);
    }

    /** The same with words after the name that say of what it is. */
    static String unknown(String what, String name, String of, Collection<String> known) {
        var nearest = known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= Math.max(2, name.length() / 3));
        return what + " '" + name + (of.isEmpty() ? "'" : "' " + of) + " is unknown"
                + nearest.map(candidate -> ", did you mean " + candidate + "?").orElse(";") + " choose one of "
                + String.join(", ", known);
    }

    /** Levenshtein's distance, upper and lower case being equal. */
    static int distance(String given, String known) {
        var first = given.toLowerCase(Locale.ROOT);
        var second = known.toLowerCase(Locale.ROOT);
        var row = new int[second.length() + 1];
        for (int j = 0; j <= second.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= first.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= second.length(); j++) {
                int replaced = diagonal + (first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[second.length()];
    }
}
