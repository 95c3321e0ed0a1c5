package dev.orograph.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.JitModule;
import org.jspecify.annotations.Nullable;

/**
 * Where a TorchScript module draws random numbers in evaluation, or depends on the other samples of its batch, found in
 * the printed graphs of its submodules: dropout that is left on, batch normalisation in training, generators of random
 * numbers.
 */
final class ScriptChance {
    private static final Pattern GENERATOR = Pattern.compile(
            "aten::((?:rand|randn|randint)(?:_like)?|bernoulli_?|normal_?|uniform_?|multinomial|poisson|exponential_)"
                    + "\\(");

    /** Operators that are harmless unless their last argument but some says training; group 2 holds the arguments. */
    private static final Pattern SWITCHED = Pattern.compile(
            "aten::((?:feature_)?(?:alpha_)?dropout_?|rrelu_?|batch_norm|native_batch_norm|native_dropout)\\(([^)]*)\\)");

    private static final Pattern TRUE = Pattern.compile("(%[\\w.]+) : bool = prim::Constant\\[value=1\\]\\(\\)");

    private ScriptChance() {}

    /** One phrase for each place, such as {@code "head.drop: dropout with training on"}; empty where there is none. */
    static List<String> of(JitModule root) {
        var found = new TreeMap<String, List<String>>();
        try (var scope = new PointerScope()) {
            modules(root).forEach((path, module) -> {
                var inside = operators(module);
                if (!inside.isEmpty()) {
                    found.put(path, inside);
                }
            });
        }
        var phrases = new ArrayList<String>();
        found.forEach((path, operators) -> {
            // a module contains what its parts do, so that only the innermost ones are named
            boolean isInnermost = found.keySet().stream()
                    .noneMatch(other -> !other.equals(path) && (path.isEmpty() || other.startsWith(path + ".")));
            if (isInnermost) {
                phrases.add((path.isEmpty() ? "forward" : path) + ": " + String.join(", ", operators));
            }
        });
        return phrases;
    }

    private static Map<String, JitModule> modules(JitModule root) {
        var modules = new HashMap<String, JitModule>();
        var list = root.named_modules();
        var end = list.end();
        for (var i = list.begin(); i.notEquals(end); i.increment()) {
            modules.put(text(i.access().name()), new JitModule(i.access().value()));
        }
        return modules;
    }

    /** An empty string of libtorch's arrives as null. */
    private static String text(@Nullable BytePointer string) {
        return string == null ? "" : string.getString();
    }

    private static List<String> operators(JitModule module) {
        try (var scope = new PointerScope()) {
            return operators(ScriptGraph.inlined(module).toString());
        } catch (RuntimeException e) {
            // a part without a method forward, such as a list of layers, runs nothing of its own
            return List.of();
        }
    }

    static List<String> operators(String printed) {
        var names = new ArrayList<String>();
        var generator = GENERATOR.matcher(printed);
        while (generator.find()) {
            addOnce(names, generator.group(1));
        }
        var on = new ArrayList<String>();
        var constant = TRUE.matcher(printed);
        while (constant.find()) {
            on.add(constant.group(1));
        }
        var switched = SWITCHED.matcher(printed);
        while (switched.find()) {
            var arguments = List.of(switched.group(2).split(", ", -1));
            int training = training(switched.group(1));
            if (training < arguments.size() && on.contains(arguments.get(training))) {
                addOnce(names, switched.group(1) + " with training on");
            }
        }
        return names;
    }

    /** Which argument of an operator says whether it trains. */
    private static int training(String operator) {
        return switch (operator) {
            case "batch_norm", "native_batch_norm" -> 5;
            case "rrelu", "rrelu_" -> 3;
            default -> 2;
        };
    }

    private static void addOnce(List<String> names, String name) {
        if (!names.contains(name)) {
            names.add(name);
        }
    }
}
