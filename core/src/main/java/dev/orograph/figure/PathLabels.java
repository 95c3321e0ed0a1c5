package dev.orograph.figure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Chooses the points of a way whose names are written: its ends, and between them those with round numbers. */
final class PathLabels {
    private static final int MOST = 6;

    private PathLabels() {}

    /** Positions in {@code labels}, the most important first; blank labels are never chosen. */
    static List<Integer> worthNaming(List<String> labels) {
        int last = labels.size() - 1;
        var chosen = new LinkedHashSet<Integer>();
        chosen.add(0);
        chosen.add(last);
        chosen.addAll(numbers(labels).map(PathLabels::round).orElseGet(() -> even(labels.size())));
        return chosen.stream().filter(point -> !labels.get(point).isBlank()).toList();
    }

    private static Optional<List<Long>> numbers(List<String> labels) {
        var numbers = new ArrayList<Long>();
        for (var label : labels) {
            if (!label.matches("\\d{1,18}")) {
                return Optional.empty();
            }
            numbers.add(Long.parseLong(label));
        }
        return Optional.of(numbers);
    }

    /** Points whose numbers are multiples of the smallest round step that leaves few enough. */
    private static List<Integer> round(List<Long> numbers) {
        for (long magnitude = 1; magnitude <= Long.MAX_VALUE / 100; magnitude *= 10) {
            for (long step : new long[] {magnitude, 2 * magnitude, 5 * magnitude}) {
                var found = new ArrayList<Integer>();
                for (int i = 0; i < numbers.size(); i++) {
                    if (numbers.get(i) % step == 0) {
                        found.add(i);
                    }
                }
                if (found.size() <= MOST) {
                    return found;
                }
            }
        }
        return List.of();
    }

    private static List<Integer> even(int count) {
        int stride = Math.max(1, (count + MOST - 1) / MOST);
        var found = new ArrayList<Integer>();
        for (int i = 0; i < count; i += stride) {
            found.add(i);
        }
        return found;
    }
}
