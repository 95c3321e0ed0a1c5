package dev.orograph.network;

import java.util.HashMap;
import java.util.Map;

/** The operators that the translation knows. */
final class ScriptOperators {
    /** What becomes of one operator. */
    @FunctionalInterface
    interface Rule {
        ScriptValue apply(ScriptCall call);
    }

    private static final Map<String, Rule> RULES = rules();

    private ScriptOperators() {}

    private static Map<String, Rule> rules() {
        var rules = new HashMap<String, Rule>();
        ScriptLayers.addTo(rules);
        ScriptElements.addTo(rules);
        ScriptShapes.addTo(rules);
        return rules;
    }

    /**
     * What the operator gives.
     *
     * @throws UntranslatableException if it is not known, or not in this use
     */
    static ScriptValue apply(ScriptCall call) {
        boolean isAboutTensors = call.arguments().stream()
                .anyMatch(argument -> argument instanceof ScriptValue.Computed
                        || argument instanceof ScriptValue.Parameter
                        || argument instanceof ScriptValue.Statistic);
        var plain = ScriptArithmetic.apply(call, isAboutTensors);
        if (plain != null) {
            return plain;
        }
        for (var argument : call.arguments()) {
            if (argument instanceof ScriptValue.Unknown unknown) {
                throw new UntranslatableException(unknown.cause());
            }
        }
        var rule = RULES.get(call.operator());
        if (rule == null) {
            throw call.untranslatable("");
        }
        return rule.apply(call);
    }
}
