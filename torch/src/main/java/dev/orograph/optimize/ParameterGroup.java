package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.tensor.Block;
import dev.orograph.tensor.Layout;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Blocks of parameters, by the patterns of their names, and the optimizer that moves them.
 *
 * @param patterns globs: {@code *} is any text, {@code ?} any character
 * @param rule as it stands after the patterns: {@code :key=value,…} or {@code =SPECIFICATION}
 * @param settings what the rule makes of the optimizer for all others
 */
record ParameterGroup(List<String> patterns, String rule, OptimizerSettings settings) {
    ParameterGroup {
        patterns = List.copyOf(patterns);
    }

    /**
     * Reads {@code PATTERN,…:key=value,…} or {@code PATTERN,…=SPECIFICATION}.
     *
     * @param main of all other blocks
     */
    static ParameterGroup parse(String text, Specification main) {
        int end = 0;
        while (end < text.length() && ":=".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        var patterns = Arrays.stream(text.substring(0, end).split(",", -1))
                .map(String::strip)
                .toList();
        if (end >= text.length() - 1 || patterns.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("the parameter group '" + text
                    + "' must look like *.bias,*norm*:weight_decay=0 or *.bias=sgd:lr=0.1");
        }
        var rest = text.substring(end + 1);
        if (text.charAt(end) == '=') {
            var settings = Optimizers.parse(rest);
            requireSingle(settings);
            return new ParameterGroup(patterns, "=" + settings.text(), settings);
        }
        var values = new LinkedHashMap<>(main.values());
        var changes = Specification.parse("optimizer", main.name() + ":" + rest).values();
        values.putAll(changes);
        var rule = changes.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(",", ":", ""));
        return new ParameterGroup(patterns, rule, Optimizers.read(new Specification(main.what(), main.name(), values)));
    }

    /** Refuses what sees all parameters at once. */
    static void requireSingle(OptimizerSettings settings) {
        var name = settings.text().split("[:+;]", 2)[0];
        if (Optimizers.isWrapper(name)) {
            throw new IllegalArgumentException(
                    name + " goes around all parameter groups: write it at the beginning, such as " + name
                            + ":rho=0.05+sgd:lr=0.1;*.bias:lr=0.2");
        }
        if (name.equals("lbfgs")) {
            throw new IllegalArgumentException(
                    "lbfgs searches along one direction of all parameters and takes no groups; leave them out");
        }
    }

    String text() {
        return String.join(",", patterns) + rule;
    }

    boolean contains(Block block) {
        return patterns.stream().anyMatch(glob -> matches(glob, block.name()));
    }

    /** Refuses patterns that no block has the name of. */
    void requireMatches(Layout layout) {
        for (var glob : patterns) {
            if (layout.blocks().stream().noneMatch(block -> matches(glob, block.name()))) {
                var names = layout.blocks().stream().map(Block::name).limit(6).collect(Collectors.joining(", "));
                throw new IllegalArgumentException("no parameter block matches '" + glob + "'; there are " + names
                        + (layout.blocks().size() > 6 ? ", …" : ""));
            }
        }
    }

    private static boolean matches(String glob, String name) {
        var expression = Arrays.stream(glob.split("(?<=[*?])|(?=[*?])"))
                .map(part -> switch (part) {
                    case "*" -> ".*";
                    case "?" -> ".";
                    default -> Pattern.quote(part);
                })
                .collect(Collectors.joining());
        return Pattern.matches(expression, name);
    }
}
