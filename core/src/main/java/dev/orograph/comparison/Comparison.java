package dev.orograph.comparison;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How flat several networks are at one quantity.
 *
 * @param quantity such as {@code train_loss}
 * @param settings where flatness was measured
 * @param verdict whether the maps may be compared
 * @param rows one for each subject, in their order
 */
public record Comparison(String quantity, FlatnessSettings settings, Comparability verdict, List<Row> rows) {
    /**
     * The figures of one subject.
     *
     * @param figures every {@link FlatnessFigure}
     */
    public record Row(String name, Map<FlatnessFigure, Estimate> figures) {
        public Row {
            figures = Map.copyOf(figures);
        }

        public Estimate estimate(FlatnessFigure figure) {
            var estimate = figures.get(figure);
            if (estimate == null) {
                throw new IllegalArgumentException("no " + figure + " of " + name + " was measured");
            }
            return estimate;
        }
    }

    public Comparison {
        rows = List.copyOf(rows);
    }

    /**
     * Measures all of them.
     *
     * @throws IllegalArgumentException if a surface lacks the quantity, or their axes or the radius do not suit
     */
    public static Comparison of(List<Subject> subjects, String quantity, FlatnessSettings settings) {
        if (subjects.stream().map(Subject::dimensions).distinct().count() > 1) {
            throw new IllegalArgumentException("lines cannot be compared with planes; map all along as many axes");
        }
        var rows = subjects.stream()
                .map(subject -> row(subject, quantity, settings))
                .toList();
        return new Comparison(quantity, settings, Comparability.of(subjects), rows);
    }

    /** Half the distance from the centre to the nearest edge of any map: what every map shows with room around it. */
    public static double defaultRadius(List<Subject> subjects) {
        return subjects.stream()
                        .map(Subject::surfaces)
                        .flatMap(List::stream)
                        .mapToDouble(surface -> Terrain.reach(surface.grid()))
                        .min()
                        .orElse(0)
                / 2;
    }

    private static Row row(Subject subject, String quantity, FlatnessSettings settings) {
        var all = subject.surfaces().stream()
                .map(surface -> Flatness.of(surface, quantity, settings))
                .toList();
        var figures = new EnumMap<FlatnessFigure, Estimate>(FlatnessFigure.class);
        for (var figure : FlatnessFigure.values()) {
            var values = all.stream().mapToDouble(each -> each.value(figure)).toArray();
            boolean isBound = all.stream().anyMatch(each -> each.bounds().contains(figure));
            figures.put(figure, Estimate.of(values, isBound));
        }
        return new Row(subject.name(), figures);
    }

    /** Pairs of subjects whose intervals of one figure overlap, or that have no spread to tell. */
    public List<List<String>> indistinct(FlatnessFigure figure) {
        var pairs = new ArrayList<List<String>>();
        for (int i = 0; i < rows.size(); i++) {
            for (var other : rows.subList(i + 1, rows.size())) {
                var first = rows.get(i).estimate(figure);
                var second = other.estimate(figure);
                if (!differ(first, second)) {
                    pairs.add(List.of(rows.get(i).name(), other.name()));
                }
            }
        }
        return pairs;
    }

    private static boolean differ(Estimate first, Estimate second) {
        return Stream.of(first, second).allMatch(Estimate::hasSpread) && !first.overlaps(second);
    }
}
