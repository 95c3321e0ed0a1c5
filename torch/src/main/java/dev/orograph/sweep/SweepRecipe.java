package dev.orograph.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trainings that differ in some settings: every combination of the values of each.
 *
 * @param settings what all have in common
 * @param vary the values of what differs, by the name of the setting, the last varying fastest; none for one training
 */
public record SweepRecipe(TrainingSettings settings, Map<String, List<String>> vary) {
    /** The setting whose values are repetitions of one and the same training. */
    public static final String SEED = "seed";

    private static final int MOST = 10_000;

    public SweepRecipe {
        var copy = new LinkedHashMap<String, List<String>>();
        long runs = 1;
        for (var entry : vary.entrySet()) {
            var values = List.copyOf(entry.getValue());
            if (values.isEmpty()) {
                throw new IllegalArgumentException(
                        "vary " + entry.getKey() + " has no values; give at least one, or leave it out");
            }
            if (values.stream().distinct().count() < values.size()) {
                throw new IllegalArgumentException(
                        "vary " + entry.getKey() + " has a value twice: " + String.join(", ", values));
            }
            settings.with(entry.getKey(), values.get(0));
            copy.put(entry.getKey(), values);
            runs = Math.min(MOST + 1L, runs * values.size());
        }
        if (runs > MOST) {
            throw new IllegalArgumentException("a sweep of more than " + MOST + " runs is too large; vary less");
        }
        vary = Collections.unmodifiableMap(copy);
    }

    /**
     * One of the trainings.
     *
     * @param varied the values of what differs, in the order of {@link SweepRecipe#vary}
     * @param settings all settings
     */
    public record Combination(Map<String, String> varied, TrainingSettings settings) {
        public Combination {
            varied = Collections.unmodifiableMap(new LinkedHashMap<>(varied));
        }

        /** What it is called among the others, such as {@code adam, seed 1}. */
        public String name() {
            return String.join(
                    ", ", varied.entrySet().stream().map(Combination::part).toList());
        }

        /** What it is called without its seed: the same for all repetitions. */
        public String group() {
            return String.join(
                    ", ",
                    varied.entrySet().stream()
                            .filter(entry -> !entry.getKey().equals(SEED))
                            .map(Combination::part)
                            .toList());
        }

        private static String part(Map.Entry<String, String> entry) {
            boolean isPlain = entry.getKey().equals("optimizer")
                    || entry.getKey().equals("init")
                    || entry.getKey().equals("schedule")
                    || entry.getKey().equals("model");
            return isPlain ? entry.getValue() : entry.getKey() + " " + entry.getValue();
        }
    }

    /** All of them, the last of the varied settings varying fastest. */
    public List<Combination> combinations() {
        var combinations = List.of(new Combination(Map.of(), settings));
        for (var entry : vary.entrySet()) {
            var more = new ArrayList<Combination>();
            for (var combination : combinations) {
                for (var value : entry.getValue()) {
                    var varied = new LinkedHashMap<>(combination.varied());
                    varied.put(entry.getKey(), value);
                    more.add(new Combination(varied, combination.settings().with(entry.getKey(), value)));
                }
            }
            combinations = more;
        }
        return combinations;
    }
}
