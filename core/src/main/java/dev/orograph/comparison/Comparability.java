package dev.orograph.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether maps of several networks may be compared at all: only those measured in the same way on the same data can.
 *
 * @param reasons against it, one sentence each; none if they may
 */
public record Comparability(List<String> reasons) {
    public Comparability {
        reasons = List.copyOf(reasons);
    }

    /** Judges by the surfaces and the recipes that they carry. */
    public static Comparability of(List<Subject> subjects) {
        var reasons = new ArrayList<String>();
        for (var subject : subjects) {
            if (subject.surfaces().stream().anyMatch(SurveyFacts::isIncomplete)) {
                reasons.add("The map of " + subject.name() + " is not complete.");
            }
            if (subject.surfaces().stream().map(SurveyFacts::recorded).anyMatch(Optional::isEmpty)) {
                reasons.add("Nothing is recorded about how the map of " + subject.name()
                        + " was measured, so nobody can tell whether it was in the same way.");
            }
        }
        facts(subjects).forEach((fact, values) -> difference(fact, values).ifPresent(reasons::add));
        if (subjects.stream()
                        .map(subject -> subject.surfaces().size())
                        .distinct()
                        .count()
                > 1) {
            reasons.add("The numbers of direction sets differ: "
                    + list(
                            subjects,
                            subject -> Integer.toString(subject.surfaces().size())) + ".");
        }
        return new Comparability(reasons);
    }

    public boolean isComparable() {
        return reasons.isEmpty();
    }

    /** The verdict in one sentence. */
    public String sentence() {
        return isComparable()
                ? "The maps were measured in the same way on the same data, so they can be compared."
                : "The maps cannot be compared as they are.";
    }

    /** For each fact the values of each subject that tells it. */
    private static Map<String, Map<String, Set<String>>> facts(List<Subject> subjects) {
        var facts = new LinkedHashMap<String, Map<String, Set<String>>>();
        for (var subject : subjects) {
            for (var surface : subject.surfaces()) {
                var all = new LinkedHashMap<>(SurveyFacts.visible(surface));
                SurveyFacts.recorded(surface).ifPresent(all::putAll);
                all.forEach((fact, value) -> facts.computeIfAbsent(fact, key -> new LinkedHashMap<>())
                        .computeIfAbsent(subject.name(), key -> new LinkedHashSet<>())
                        .add(value));
            }
        }
        return facts;
    }

    private static Optional<String> difference(String fact, Map<String, Set<String>> values) {
        if (values.values().stream().distinct().count() < 2) {
            return Optional.empty();
        }
        var parts = new ArrayList<String>();
        values.forEach((name, each) -> parts.add(name + " has " + String.join(" and ", each)));
        return Optional.of("Different " + fact + ": " + String.join(", ", parts) + ".");
    }

    private static String list(List<Subject> subjects, Function<Subject, String> text) {
        return String.join(
                ", ",
                subjects.stream()
                        .map(subject -> subject.name() + " has " + text.apply(subject))
                        .toList());
    }
}
