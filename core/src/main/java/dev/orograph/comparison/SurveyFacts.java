package dev.orograph.comparison;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What must be equal of two maps that are compared, as texts, read from the recipe that every surface carries. */
final class SurveyFacts {
    private SurveyFacts() {}

    /** Facts that the cells themselves tell. */
    static Map<String, String> visible(Surface surface) {
        var facts = new LinkedHashMap<String, String>();
        facts.put(
                "ranges",
                surface.grid().axes().stream()
                        .map(Axis::range)
                        .map(range -> range.substring(0, range.lastIndexOf(':')).replace(":", " to "))
                        .collect(Collectors.joining(", ")));
        facts.put(
                "numbers of points",
                surface.grid().axes().stream()
                        .map(axis -> Integer.toString(axis.count()))
                        .collect(Collectors.joining(" × ")));
        return facts;
    }

    /** Whether cells are missing. */
    static boolean isIncomplete(Surface surface) {
        return surface.count(Status.PENDING) > 0;
    }

    /** Facts that the recipe tells; empty if the surface carries none. */
    static Optional<Map<String, String>> recorded(Surface surface) {
        return recipe(surface).map(SurveyFacts::facts);
    }

    private static Optional<JsonNode> recipe(Surface surface) {
        var text = surface.provenance().entries().get("recipe");
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonMapper.shared().readTree(text));
        } catch (JacksonException e) {
            return Optional.empty(); // what cannot be read says nothing
        }
    }

    /** On which samples it was measured, if it is recorded. */
    static Optional<String> samples(Surface surface) {
        return recipe(surface).map(recipe -> {
            var limit = recipe.path("limit").isNumber() ? word(recipe.path("limit")) : "";
            double tolerance = tolerance(recipe);
            if (tolerance > 0) {
                return "as many " + (limit.isEmpty() ? "" : "of " + limit + " ") + "as a precision of "
                        + String.format(Locale.ROOT, "%.3g", 100 * tolerance) + " % asks, shuffled by seed "
                        + word(recipe.path("sampling").path("seed"));
            }
            return limit.isEmpty() ? "all" : "the first " + limit;
        });
    }

    /** Whether every cell chose how many samples it took. */
    static boolean takesPrefixes(Surface surface) {
        return recipe(surface).filter(recipe -> tolerance(recipe) > 0).isPresent();
    }

    private static double tolerance(JsonNode recipe) {
        return recipe.path("sampling").path("tolerance").asDouble(0);
    }

    private static Map<String, String> facts(JsonNode recipe) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("normalisations", String.join(", ", new LinkedHashSet<>(directions(recipe))));
        facts.put("seeds", seeds(recipe));
        facts.put("frames of directions", word(recipe.path("plane").path("frame")));
        facts.put("batch-norm policies", batchNorm(recipe.path("batchNorm")));
        facts.put("losses", word(recipe.path("loss")));
        facts.put("splits of the data", items(recipe.path("splits")));
        facts.put("data (by digest)", digests(recipe.path("digests")));
        facts.put("precisions", word(recipe.path("precision")));
        return facts;
    }

    private static List<String> directions(JsonNode recipe) {
        var texts = new ArrayList<String>();
        for (var direction : recipe.path("plane").path("directions")) {
            var parts = new ArrayList<String>();
            parts.add(word(direction.path("kind")));
            for (var key : List.of("normalization", "rankOne")) {
                if (!direction.path(key).isMissingNode()) {
                    parts.add(word(direction.path(key)));
                }
            }
            texts.add(String.join(" ", parts));
        }
        return texts;
    }

    private static String seeds(JsonNode recipe) {
        var seeds = new LinkedHashSet<String>();
        for (var direction : recipe.path("plane").path("directions")) {
            if (direction.path("seed").isNumber()) {
                seeds.add(word(direction.path("seed")));
            }
        }
        return seeds.isEmpty() ? "none" : String.join(", ", seeds);
    }

    private static String batchNorm(JsonNode policy) {
        var kind = word(policy.path("kind"));
        var numbers = List.of("samples", "batch").stream()
                .map(policy::path)
                .filter(number -> number.asInt(0) > 0)
                .map(SurveyFacts::word)
                .toList();
        return numbers.isEmpty() ? kind : kind + " (" + String.join(", ", numbers) + ")";
    }

    private static String digests(JsonNode digests) {
        var texts = new ArrayList<String>();
        for (var entry : digests.properties()) {
            if (entry.getKey().startsWith("data.")) {
                var digest = word(entry.getValue());
                texts.add(entry.getKey().substring(5) + " " + digest.substring(0, Math.min(8, digest.length())));
            }
        }
        return String.join(", ", texts);
    }

    private static String items(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(word(item)));
        return String.join(" and ", texts);
    }

    /** Names of constants as words: {@code AS_GIVEN} is "as given". */
    private static String word(JsonNode node) {
        return node.asString("").toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
