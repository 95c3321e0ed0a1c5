package dev.orograph.monitor;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many records in a row something was so, by layer. Not thread-safe. */
final class Streaks {
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /** Counts one more record, or begins anew; gives the number in a row. */
    int count(String name, boolean isSo) {
        if (!isSo) {
            counts.remove(name);
            return 0;
        }
        return counts.merge(name, 1, Integer::sum);
    }

    Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        counts.forEach((name, count) -> texts.put(name, Integer.toString(count)));
        return texts;
    }

    void read(Map<String, String> texts) {
        counts.clear();
        texts.forEach((name, count) -> counts.put(name, Integer.valueOf(count)));
    }
}
