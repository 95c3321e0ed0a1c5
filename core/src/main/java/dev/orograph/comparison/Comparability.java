package dev.orograph.comparison;

import dev.orograph.measurement.Status;
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
 * @param cautions what makes small differences meaningless, one sentence each; none if nothing does
 */
public record Comparability(List<String> reasons, List<String> cautions) {
    public Comparability {
        reasons = List.copyOf(reasons);
        cautions = List.copyOf(cautions);
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
        return new Comparability(reasons, cautions(subjects));
    }

    /** Maps of other samples, or with cells that nobody measured, differ by more than the networks do. */
    private static List<String> cautions(List<Subject> subjects) {
        var cautions = new ArrayList<String>();
        var samples = new LinkedHashMap<String, Set<String>>();
        var prefixes = new ArrayList<String>();
        for (var subject : subjects) {
            for (var surface : subject.surfaces()) {
                SurveyFacts.samples(surface)
                        .ifPresent(text -> samples.computeIfAbsent(subject.name(), key -> new LinkedHashSet<>())
                                .add(text));
            }
            if (subject.surfaces().stream().anyMatch(SurveyFacts::takesPrefixes)) {
                prefixes.add(subject.name());
            }
        }
        difference("samples", samples)
                .ifPresent(sentence -> cautions.add(
                        sentence + " Differences within their standard errors may come from the samples alone."));
        if (!prefixes.isEmpty()) {
            cautions.add("Each cell of " + String.join(" and ", prefixes) + " was measured on as many samples as its"
                    + " precision asks, so that no two maps stand on the same ones: differences within their standard"
                    + " errors mean nothing.");
        }
        for (var subject : subjects) {
            int interpolated = subject.surfaces().stream()
                    .mapToInt(surface -> surface.count(Status.INTERPOLATED))
                    .sum();
            if (interpolated > 0) {
                int cells = subject.surfaces().stream()
                        .mapToInt(surface -> surface.grid().cells())
                        .sum();
                cautions.add(interpolated + " of " + cells + " cells of the map of " + subject.name()
                        + " were interpolated, not measured: differences within the tolerance mean nothing, and what is"
                        + " narrower than the measured cells lie apart is not seen.");
            }
        }
        return cautions;
    }

    public boolean isComparable() {
        return reasons.isEmpty();
    }

    /** The verdict in one sentence. */
    public String sentence() {
        if (!isComparable()) {
            return "The maps cannot be compared as they are.";
        }
        return cautions.isEmpty()
                ? "The maps were measured in the same way on the same data, so they can be compared."
                : "The maps were measured in the same way on the same data, but they can be compared with care only.";
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
